/** What PostgreSQL cannot keep in a text: the character 0, and halves of a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is looked for
const UNKEEPABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text as the database can keep it. */
export const keepable = (text: string): string => text.replace(UNKEEPABLE, '\ufffd');

/** A value for a JSON column. */
export const json = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, each: unknown) => (typeof each === 'string' ? keepable(each) : each));
