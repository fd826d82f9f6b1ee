import type { Json } from '../../../statechart/types';

/** An error as a case keeps it, in one line. */
export function errorText(error: Json): string {
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return String(message ?? JSON.stringify(error)).split('\n')[0] ?? '';
}
