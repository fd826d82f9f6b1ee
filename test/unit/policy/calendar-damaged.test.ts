import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCalendar } from '../../../machines/policy/calendar';
import { DuecourseError } from '../../../time/error';

const sound = `version: 1
zone: Asia/Shanghai
coverage: 2026-01-01..2026-12-31
hours: [08:30-12:00, 13:30-17:30]
week: { monday: work, tuesday: work, wednesday: work, thursday: work, friday: work, saturday: off, sunday: off }
days:
  2026-10-01..2026-10-07: { is: off, name: { zh: 国庆节, en: National Day } }
  2026-10-10: { is: work }
  2026-12-31: { is: [08:30-12:00] }
`;

/** The lines that a damaged calendar is refused with, without the file's name. */
function complaints(text: string, file = 'cal.yaml'): string[] {
  try {
    parseCalendar(text, file);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(DuecourseError);
    expect(error).toMatchObject({ code: 'BAD_CALENDAR' });
    return (error as DuecourseError).message.split('\n').map(line => line.replace(`${file}:`, ''));
  }
}

test('the sound file is sound', () => expect(complaints(sound)).toEqual([]));

test.each<[string, string, string, string]>([
  [
    'an unknown zone',
    'Asia/Shanghai',
    'Asia/Shangai',
    '2:7 zone: unknown time zone "Asia/Shangai" — did you mean "Asia/Shanghai"?',
  ],
  ['no zone', 'zone: Asia/Shanghai\n', '', '1:1 zone: is missing; write e.g. "Asia/Shanghai".'],
  [
    'hours that overlap',
    '13:30-17:30',
    '11:30-17:30',
    '4:8 hours: 08:30-12:00, 11:30-17:30 overlap: open hours of a day must lie apart.',
  ],
  [
    'hours that end before they begin',
    '13:30-17:30',
    '17:30-13:30',
    '4:8 hours: "17:30-13:30" ends before it begins; a night is two days',
  ],
  [
    'a time that there is not',
    '13:30-17:30',
    '13:30-17:60',
    '4:8 hours: "13:30-17:60" is not a span of hours; write e.g. "08:30-12:00".',
  ],
  [
    'hours that are no list',
    '[08:30-12:00, 13:30-17:30]',
    '08:30-17:30',
    '4:8 hours: must be a list of hours; write e.g. [08:30-12:00, 13:30-17:30].',
  ],
  [
    'a day that there is not',
    '2026-10-10:',
    '2026-02-30:',
    '8:3 days: "2026-02-30" is not a date; write e.g. "2026-10-01".',
  ],
  [
    'a range that runs backwards',
    '2026-10-01..2026-10-07',
    '2026-10-07..2026-10-01',
    '7:3 days: "2026-10-07..2026-10-01" ends before it begins.',
  ],
  ['a day that stands twice', '2026-10-10:', '2026-10-07:', '8:3 days: 2026-10-07 stands here twice.'],
  [
    'a word for a day',
    'is: work',
    'is: open',
    '8:21 days.2026-10-10.is: "open" is not what a day can be; write "work", "off" or hours',
  ],
  ['a misspelt key of a day', 'is: work', 'iss: work', '8:17 days.2026-10-10: unknown key "iss" — did you mean "is"?'],
  ['days that are a list', 'days:\n', 'days: []\nx:\n', '6:7 days: must be a mapping of days'],
  ['a weekday left out', 'friday: work, ', '', '5:1 week.friday: is missing; write "work", "off" or hours.'],
  [
    'days outside what is known',
    '2026-12-31\n',
    '2026-10-05\n',
    '3:11 coverage: 2026-01-01..2026-10-05 leaves out 2026-10-06, 2026-10-07, 2026-10-10 and 1 more, which "days" names.',
  ],
  ['no coverage', 'coverage: 2026-01-01..2026-12-31\n', '', '1:1 coverage: is missing'],
  [
    'one day of coverage',
    '2026-01-01..2026-12-31',
    '2026-01-01',
    '3:11 coverage: must be a range of days; write e.g. "2026-01-01..2026-12-31".',
  ],
  [
    'work without hours',
    'hours: [08:30-12:00, 13:30-17:30]\n',
    '',
    '1:1 hours: is missing, and days are said to be "work"',
  ],
  [
    'no working time at all',
    ' work,',
    ' off,',
    '5:7 week: has no working time at all: nothing would ever be due by it.',
  ],
  [
    'a base that is not there',
    'version: 1',
    'version: 1\nextends: cm.yaml',
    '2:10 extends: there is no file "cm.yaml" in .',
  ],
  ['a key that stands twice', 'version: 1', 'version: 1\nversion: 2', '2:1 this key stands here twice.'],
  ['a bracket that never closes', '17:30]', '17:30', '5:1 not YAML: Flow sequence'],
  ['a tab', '  2026-10-10', '\t2026-10-10', '8:1 not YAML: Tabs are not allowed as indentation.'],
])('%s', (_, from, to, message) => {
  expect(sound).toContain(from);
  const found = complaints(sound.replaceAll(from, to));
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)));
});

test('all mistakes come at once, in the order of the file', () => {
  const damaged = sound
    .replace('Asia/Shanghai', 'Mars')
    .replace('13:30-17:30', '11:00-17:30')
    .replace('friday: work', 'friday: free')
    .replace('2026-10-10', '2026-13-10')
    .replace('is: [08:30-12:00]', 'is: [08:30]');
  expect(complaints(damaged).map(line => line.split(' ')[0])).toEqual(['2:7', '4:8', '5:79', '8:3', '9:21']);
});

describe('layers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'calendar-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  write('nation.yaml', sound);

  test('a layer says only what differs', () => {
    const text = 'version: 4\nextends: nation.yaml\ndays:\n  2026-10-03: { is: work }\n  2026-10-10: { is: off }\n';
    const { days, hours, version } = parseCalendar(text, join(folder, 'shop.yaml'));
    expect([version, hours.length, days.size]).toEqual([4, 2, 9]);
    expect([20726, 20729, 20736].map(day => days.get(day)?.is)).toEqual([undefined, 'work', 'off']);
  });

  test('a layer cannot know more days than the one below', () => {
    const text = 'version: 1\nextends: nation.yaml\ncoverage: 2026-01-01..2027-12-31\n';
    const [line] = complaints(text, join(folder, 'shop.yaml'));
    expect(line).toContain('3:11 coverage: reaches beyond that of');
  });

  test('a circle of layers is refused', () => {
    write('a.yaml', 'version: 1\nextends: b.yaml\n');
    const b = write('b.yaml', 'version: 1\nextends: a.yaml\n');
    expect(() => parseCalendar('version: 1\nextends: a.yaml\n', b)).toThrow(/builds upon this file in turn: a circle/);
  });
});
