import type { Lang } from '../time/lang';
import type { Samples } from './sample';

/** What every message has besides its own variables. */
export const CASE_ID = 'caseId';

/** The variables of a template by name, and whether each is always there; none for a template that nothing sends. */
export function variablesOf(samples: Samples | undefined, template: string): ReadonlyMap<string, boolean> {
  const written = samples && Object.hasOwn(samples.messages, template) ? samples.messages[template]! : [];
  return new Map([...written, CASE_ID].map(name => [name.replace(/\?$/, ''), !name.endsWith('?')] as const));
}

/** What a template is filled with as an example, in a language; `all` with what is not always there. */
export function sampleData(samples: Samples | undefined, template: string, lang: Lang, all = true): object {
  const pairs = [...variablesOf(samples, template)].flatMap(([name, always]) => {
    if (!always && !all) return [];
    const value = name === CASE_ID ? 'case-0001' : samples?.values[name];
    return [[name, typeof value === 'object' ? value[lang] : value] as const];
  });
  return Object.fromEntries(pairs);
}
