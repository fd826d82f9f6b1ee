import { fieldsOf } from '../../../client/cli/fields/model';
import { articles } from '../../../machines/articles';
import { bookOf, books } from '../../../machines/books';
import { entryOf } from '../../../machines/catalogue';

/** What a machine keeps besides what it was opened with, and books enter. */
const KEPT = ['context.first'];

describe.each(books.map(book => [book.title.zh, book] as const))('《%s》', (_, book) => {
  const { schema, procedure } = entryOf(book.procedure);
  const inputs = fieldsOf(schema.input).map(({ path }) => `context.${path}`);
  const steps = Object.entries(schema.events).flatMap(([event, { data }]) => [
    `steps.${event}.at`,
    `steps.${event}.by`,
    ...fieldsOf(data).map(({ path }) => `steps.${event}.data.${path}`),
  ]);
  const clocks = Object.keys(procedure.clocks).flatMap(name => [`clocks.${name}.due`, `clocks.${name}.status`]);
  const there = new Set(
    ['id', 'started', 'closed', 'state'].map(name => `case.${name}`).concat(inputs, steps, clocks, KEPT),
  );

  test('asks only for what its procedure has', () => {
    expect(book.columns.map(({ value }) => value).filter(value => !there.has(value))).toEqual([]);
  });

  test('masks names, numbers and addresses', () => {
    const personal = book.columns.filter(({ value }) => /\.(name|phone|address|unit|place)$/.test(value));
    expect(personal.filter(({ sight }) => sight === undefined)).toEqual([]);
  });

  test('has a word for each value that is chosen from a list', () => {
    const choices = new Map<string, readonly string[]>(
      [
        ['context', schema.input] as const,
        ...Object.entries(schema.events).map(([event, { data }]) => [`steps.${event}.data`, data] as const),
      ].flatMap(([where, fields]) =>
        fieldsOf(fields).map(({ path, choices: of }) => [`${where}.${path}`, of ?? []] as const),
      ),
    );
    const wordless = book.columns.flatMap(({ value, words = {} }) =>
      (choices.get(value) ?? []).filter(choice => !Object.hasOwn(words, choice)).map(choice => `${value}: ${choice}`),
    );
    expect(wordless).toEqual([]);
  });

  test('is written in both languages, and cites an article that there is', () => {
    const texts = [book.title, ...book.columns.map(({ title }) => title), ...book.signed];
    expect(texts.filter(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en))).toEqual([]);
    expect(book.source === undefined || Object.hasOwn(articles, book.source)).toBe(true);
  });
});

test('a book is found by its name and by its titles; one that there is not is refused with those that there are', () => {
  expect(bookOf('《员工投诉登记本》')).toBe(bookOf('employee-complaints'));
  expect(() => bookOf('complaints')).toThrow(/There are: customer-complaints, employee-complaints/);
});
