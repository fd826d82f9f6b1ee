import type { WorkCalendar } from '../../../machines/policy/calendar';
import type { Cli } from '../cli';
import { dayReason } from '../render/explain';
import { table } from '../render/table';
import { type DayDocument, dayDocument } from './show';

/** `duecourse calendar diff A B`: the days that either knows, on which they are not the same. */
export function diffCalendars(cli: Cli, before: WorkCalendar, after: WorkCalendar): void {
  const first = Math.min(before.coverage[0], after.coverage[0]);
  const last = Math.max(before.coverage[1], after.coverage[1]);
  const days: { readonly date: string; readonly before: DayDocument; readonly after: DayDocument }[] = [];
  for (let day = first; day <= last; day++) {
    const [was, is] = [dayDocument(before, day), dayDocument(after, day)];
    if (was.hours !== is.hours || was.name?.zh !== is.name?.zh || was.name?.en !== is.name?.en)
      days.push({ date: was.date, before: was, after: is });
  }
  const zones = { before: before.zone, after: after.zone };
  cli.result({ before: before.file, after: after.file, zones, days }, () => {
    const lines = before.zone === after.zone ? [] : [`${before.zone} → ${after.zone}`];
    if (days.length === 0) return [...lines, cli.say('noDifference')].join('\n');
    const rows = days.map(({ date, before: was, after: is }) => [date, inWords(cli, was), '→', inWords(cli, is)]);
    return [...lines, table(cli, [cli.say('day'), before.file, '', after.file], rows)].join('\n');
  });
}

const inWords = (cli: Cli, day: DayDocument): string => [dayReason(cli, day), day.hours].filter(Boolean).join('  ');
