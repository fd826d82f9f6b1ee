import type { Text } from '../statechart/types';

/** What a variable of a message may hold, as an example; an instant is in ms. */
export type Sample = Text | number | boolean | string;

/**
 * What the messages of a procedure are filled with. Templates are checked against it, so that an operator who edits one hears of a slip before a customer does;
 * a test holds it against what the machine says.
 */
export interface Samples {
  /** An example of each variable, in both languages where it is a text. */
  readonly values: { readonly [variable: string]: Sample };
  /** The variables of each template; one that ends in `?` is not always there. `caseId` always is. */
  readonly messages: { readonly [template: string]: readonly string[] };
  /** The templates of those messages that go to the person whose case it is. */
  readonly toCustomer: readonly string[];
}

/** The Chinese and the English example of a text. */
export const text = (zh: string, en: string): Text => ({ zh, en });

/** An instant in Shanghai, ms: `at('2026-11-26 17:00')`. */
export const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
