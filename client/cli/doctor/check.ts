import type { Text } from '../../../statechart/types';

/** What one look found: `found` in words, and what to do where it is not well. */
export interface Finding {
  readonly status: 'ok' | 'warn' | 'fail';
  readonly found: string;
  readonly todo?: Text;
}

export interface Check extends Finding {
  readonly name: string;
  readonly title: Text;
}

/** Looks; whatever is thrown is a finding too. */
export async function check(
  name: string,
  title: Text,
  look: () => Finding | Promise<Finding>,
  todo?: Text,
): Promise<Check> {
  try {
    return { name, title, ...(await look()) };
  } catch (error) {
    const found = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    return { name, title, status: 'fail', found, ...(todo && { todo }) };
  }
}

export const ok = (found: string): Finding => ({ status: 'ok', found });
export const warn = (found: string, todo: Text): Finding => ({ status: 'warn', found, todo });
export const fail = (found: string, todo: Text): Finding => ({ status: 'fail', found, todo });
