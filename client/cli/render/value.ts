import type { Calendar } from '../../../time/add';
import { formatInstant } from '../../../time/zone';
import type { Cli } from '../cli';
import type { Field } from '../fields/model';

/** A field's value as people read it: instants in the zone, yes and no in words. */
export function valueText(
  { say, lang }: Pick<Cli, 'say' | 'lang'>,
  kind: Field['kind'] | undefined,
  value: unknown,
  zone: Calendar,
): string {
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  if (typeof value === 'string') {
    const at = kind === 'instant' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? value : formatInstant(at, zone);
  }
  if (Array.isArray(value) && value.every(item => typeof item === 'string'))
    return value.join(lang === 'zh' ? '、' : ', ');
  return JSON.stringify(value);
}
