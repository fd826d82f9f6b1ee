import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { DuecourseError } from '../../time/error';
import { parseCalendar } from './calendar';
import { dateOf, readDate, readRange } from './calendar-days';
import { entriesOf, type Imported } from './calendar-import';

/**
 * A calendar file's text with the imported days in it; comments and all else stay. Days of the years that are imported are replaced,
 * `coverage` reaches to the end of the last of these years, and `version` is one higher.
 * @throws DuecourseError `BAD_CALENDAR` if the file has mistakes, before or after; nothing is written here
 */
export function extendCalendar(text: string, file: string, imported: Imported): string {
  parseCalendar(text, file);
  const document = parseDocument(text);
  const years = new Set(imported.days.map(({ day }) => dateOf(day).slice(0, 4)));
  if (!document.has('days')) document.set('days', document.createNode({}));
  const days = document.get('days') as YAMLMap<{ value: string }>;
  if (!isMap(days)) throw new DuecourseError('BAD_CALENDAR', `${file}: "days" is no mapping.`);
  days.items = days.items.filter(({ key }) => !years.has(String(key.value ?? key).slice(0, 4)));
  for (const { key, is, name } of entriesOf(imported)) {
    const entry = document.createNode({ is, name }, { flow: true });
    days.add(document.createPair(key, entry) as never);
  }
  const [first, last] = readRange(String(document.get('coverage') ?? [...years].sort()[0]?.concat('-01-01')));
  const end = readDate(`${[...years].sort().at(-1)}-12-31`);
  document.set('coverage', `${dateOf(first)}..${dateOf(Math.max(last, end))}`);
  document.set('version', Number(document.get('version')) + 1);
  const source = document.get('source');
  for (const each of imported.source) {
    if (isSeq(source)) source.add(each);
    else document.set('source', document.createNode(imported.source));
  }
  const extended = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  parseCalendar(extended, file);
  return extended;
}
