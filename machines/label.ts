import type { Text } from '../statechart/types';
import type { Article } from './articles';

/** What a state or transition says of itself: words for people and, where a rule book has one, the article. */
export type Meta = { readonly label: Text; readonly rule?: Article };

/** `meta: label('到场', 'Arrived')`; a rule is cited only if it is what the book says. */
export const label = (zh: string, en: string, rule?: Article): Meta => ({
  label: { zh, en },
  ...(rule !== undefined && { rule }),
});
