import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { daysOf } from '../../../client/cli/calendar/show';
import type { Cli } from '../../../client/cli/cli';
import { batchReader } from '../../../client/cli/explain-batch';
import { explainClocks } from '../../../client/cli/explain-case';
import { explanationOf, instantOf } from '../../../client/cli/explanation';
import { houseCalendar } from '../../../client/cli/house-calendar';
import { paintFor } from '../../../client/cli/paint';
import { explanationText } from '../../../client/cli/render/explain';
import { wordsIn } from '../../../client/cli/words';
import { entryOf } from '../../../machines/catalogue';
import { loadCalendar, parseCalendar } from '../../../machines/policy/calendar';
import { extendCalendar } from '../../../machines/policy/calendar-extend';
import { daysAsYaml, importCalendar } from '../../../machines/policy/calendar-import';
import { parsePolicy, sliceOf } from '../../../machines/policy/load';
import { given, type Scenario } from '../../../testing/scenario';
import { parseDuration } from '../../../time/duration';

import { shippedNeeds } from '../policy/needs';

const policy = join(__dirname, '../../../policy/service-centre.yaml');
const calendar = houseCalendar(policy);
const now = Date.parse('2026-09-30T16:30:00+08:00');
const cliIn = (lang: 'zh' | 'en') => ({ lang, say: wordsIn(lang), paint: paintFor({}, {}) }) as Cli;

describe('explain', () => {
  const document = explanationOf(now, parseDuration('2 working days'), calendar);

  test('day by day with the reason, in both languages', () => {
    expect(explanationText(cliIn('en'), document).split('\n')).toEqual([
      '2 working days from 2026-09-30 Wed 16:30',
      '  day               what it is                                                   counts  so far',
      '  2026-09-30 Wed    the day of the start, not counted  08:30-12:00, 13:30-17:30',
      '  2026-10-01…10-07  off: National Day',
      '  2026-10-08 Thu    working day  08:30-12:00, 13:30-17:30                        1       1',
      '  2026-10-09 Fri    working day  08:30-12:00, 13:30-17:30                        1       2',
      'due  2026-10-09 Fri 17:30',
    ]);
    expect(explanationText(cliIn('zh'), document)).toContain('2026-10-01…10-07  放假：国庆节');
  });

  test('as data', () => {
    expect(document).toMatchObject({ limit: '2 working days', due: '2026-10-09T17:30:00+08:00', provisional: false });
    expect(document.days[1]).toEqual({
      first: '2026-10-01',
      last: '2026-10-07',
      why: 'off',
      name: { zh: '国庆节', en: 'National Day' },
      hours: '',
      counted: 0,
      total: 0,
      provisional: false,
    });
  });

  test('what is not announced yet says so', () => {
    const far = explanationOf(now, parseDuration('70 working days'), calendar);
    expect(far.provisional).toBe(true);
    expect(explanationText(cliIn('en'), far)).toMatch(/\(not announced\)[\s\S]*provisional/);
  });
});

describe('a batch', () => {
  let loaded = 0;
  const answer = batchReader(file => {
    loaded++;
    return houseCalendar(policy, file);
  }, now);

  test('one answer a line; a calendar is read once', () => {
    const line = '{"limit":"8 working hours","from":"2026-09-30 16:30"}';
    for (let i = 0; i < 3; i++) expect(answer(line)).toEqual({ due: '2026-10-08T17:00:00+08:00', provisional: false });
    expect(answer('{"limit":"3 working days","from":"2026-12-30T16:30:00+08:00"}')).toMatchObject({
      provisional: true,
    });
    expect(loaded).toBe(1);
  });

  test.each([
    ['', 'not a JSON object'],
    ['x', 'not a JSON object'],
    ['[]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['{}', '"limit" is missing'],
    ['{"limit":3,"from":"2026-09-30 16:30"}', '"limit" is missing; write e.g. "8 working hours".'],
    ['{"limit":"3 days","from":"2026-09-30 16:30"}', '"3 days": "days" does not say which'],
    ['{"limit":"1 week"}', '"from" is missing'],
    ['{"limit":"1 week","from":"2026-02-30 16:30"}', '"2026-02-30 16:30" is not a point in time'],
    ['{"limit":"1 week","from":5}', '5 is not a point in time'],
    ['{"limit":"1 week","from":"2026-09-30 16:30","calender":"x"}', 'unknown field "calender"'],
    ['{"limit":"1 week","from":"2026-09-30 16:30","calendar":"no.yaml"}', 'the calendar file cannot be read (ENOENT)'],
  ])('%s is answered with the error in its place', (line, message) => {
    expect(answer(line)).toEqual({ error: expect.stringContaining(message) });
  });
});

test.each(['2026-13-01 10:00', '2026-09-30 24:30', '2026-09-30', 'tomorrow', '2026-09-30T10:00', '', undefined, null])(
  '%j is not a point in time, or one only with a zone',
  text => {
    const read = () => instantOf(text, calendar, now);
    if (text === '2026-09-30T10:00') expect(read()).toBe(Date.parse('2026-09-30T10:00+08:00'));
    else expect(read).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  },
);

test('instants: wall time of the house, any zone, or from now', () => {
  expect(instantOf('2026-09-30 16:30', calendar, 0)).toBe(now);
  expect(instantOf('2026-09-30T08:30:00Z', calendar, 0)).toBe(now);
  expect(instantOf('2026-10-01T01:30:00+17:00', calendar, 0)).toBe(now);
  expect(instantOf('+1 hour', calendar, now)).toBe(now + 3_600_000);
});

describe('calendar', () => {
  test('a month shows days off, make-up days and hours', () => {
    const days = daysOf(loadCalendar(join(policy, '../calendars/cn.yaml')), '2026-10');
    expect(days).toHaveLength(31);
    expect(days.filter(({ works }) => works)).toHaveLength(18);
    expect(days[9]).toEqual({
      date: '2026-10-10',
      works: true,
      hours: '08:30-12:00, 13:30-17:30',
      why: 'made-up',
      name: { zh: '国庆节调休', en: 'make-up for National Day' },
      provisional: false,
    });
    expect(() => daysOf(loadCalendar(join(policy, '../calendars/cn.yaml')), '2026-13')).toThrow(/not a month/);
  });

  const ics = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270205\r\nDTEND;VALUE=DATE:20270208\r\nSUMMARY:春节\r\n (休)\r\nEND:VEVENT
BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270214\nSUMMARY:春节(班)\nEND:VEVENT\nEND:VCALENDAR\n`;
  const json = JSON.stringify({
    papers: ['https://www.gov.cn/notice'],
    days: [
      { name: '春节', date: '2027-02-05', isOffDay: true },
      { name: '春节', date: '2027-02-06', isOffDay: true },
      { name: '春节', date: '2027-02-07', isOffDay: true },
      { name: '春节', date: '2027-02-14', isOffDay: false },
    ],
  });
  const yaml = `  2027-02-05..2027-02-07: { is: off, name: { zh: "春节", en: "Spring Festival" } }
  2027-02-14: { is: work, name: { zh: "春节调休", en: "make-up for Spring Festival" } }`;

  test.each([
    ['an .ics file', ics],
    ['the JSON of holiday-cn', json],
  ])('%s becomes days of a calendar file', (_, text) => {
    expect(daysAsYaml(importCalendar(text, 'x'))).toBe(yaml);
  });

  test('is put into a calendar file, which keeps its comments and knows a year more', () => {
    const file = join(policy, '../calendars/cn.yaml');
    const before = readFileSync(file, 'utf8');
    const once = extendCalendar(before, file, importCalendar(json, 'x'));
    expect(once).toContain('  2027-02-05..2027-02-07: { is: off, name: { zh: 春节, en: Spring Festival } }');
    expect(once).toContain('coverage: 2025-01-01..2027-12-31');
    expect(once).toContain('  - https://www.gov.cn/notice');
    expect(once.split('\n').filter(line => line.includes('#'))).toEqual(
      before.split('\n').filter(line => line.includes('#')),
    );
    const [old, now] = [parseCalendar(before, file), parseCalendar(once, file)];
    expect(now.days.size).toBe(old.days.size + 4);
    expect(now.version).toBe(old.version + 1);
    const again = parseCalendar(extendCalendar(once, file, importCalendar(ics, 'x')), file);
    expect([...again.days]).toEqual([...now.days]);
  });

  test.each([
    ['', 'x: is neither an iCalendar file nor JSON'],
    ['{', 'x: is neither an iCalendar file nor JSON'],
    ['{}', 'x: has no list "days"'],
    ['{"days":[]}', 'x: has no days in it'],
    ['{"days":[null]}', 'x: days[0] needs a "name" and "isOffDay"'],
    ['{"days":[{"name":"a","isOffDay":1}]}', 'x: days[0] needs a "name" and "isOffDay"'],
    ['{"days":[{"name":"a","isOffDay":true,"date":"2027-2-5"}]}', 'x: days[0]: "2027-2-5" is not a date'],
    ['BEGIN:VCALENDAR\nEND:VCALENDAR', 'x: has no days in it'],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT', 'x:4: the event that ends here has no DTSTART'],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270230\nEND:VEVENT', 'x:4: "2027-02-30" is not a date'],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270205', 'x: ends in the middle of an event'],
  ])('a damaged file %j is refused', (text, message) => {
    expect(() => importCalendar(text, 'x')).toThrow(
      expect.objectContaining({ code: 'BAD_CALENDAR', message: expect.stringContaining(message) }),
    );
  });
});

describe('of a case', () => {
  const AT = '2026-09-29T16:30:00+08:00';
  const slice = (name: string) => {
    const text = readFileSync(policy, 'utf8').replace('finish: 3 calendar days', 'finish: 8 working hours');
    return sliceOf(parsePolicy(text, policy, shippedNeeds), name, Date.parse(AT));
  };
  const repair = {
    owner: { name: 'Zhou', phone: '+86 100 0000 0202' },
    address: '8 Model Road',
    unit: '1',
    fault: 'x',
  };
  const entry = entryOf('repair-dispatch');
  const arrived = given(entry.procedure, repair, { at: AT, policy: slice('repair-dispatch'), by: 'agent:Chen' })
    .when('DISPATCHED', 'agent:Chen')
    .when('ARRIVED', 'engineer:Zhao');
  const shown = (of: Scenario) => ({ id: 'x', entry, view: of.view, now: of.view.at });

  test('from its start, by the calendar that it carries', () => {
    const [finish] = explainClocks(shown(arrived), 'finish');
    expect(finish).toMatchObject({
      status: 'running',
      pauses: [],
      way: { limit: '8 working hours', due: '2026-09-30T17:00:00+08:00' },
    });
    expect(finish?.way?.days.map(({ first, counted }) => [first, counted / 3_600_000])).toEqual([
      ['2026-09-29', 1],
      ['2026-09-30', 7],
    ]);
  });

  test('paused it has no deadline; going on, the way leads from there with what was left', () => {
    const waits = arrived
      .after('30 minutes')
      .when('PARTS_MISSING', 'engineer:Zhao', { part: 'a', expectedAt: '2026-10-08T09:00:00+08:00' });
    const [paused] = explainClocks(shown(waits), 'finish');
    expect(paused).toMatchObject({ status: 'paused', pauses: [{ from: '2026-09-29T17:00:00+08:00' }] });
    expect(paused?.way).toBeUndefined();
    const on = waits.until('2026-10-08T10:00:00+08:00').when('PARTS_ARRIVED', 'warehouse');
    expect(explainClocks(shown(on), 'finish')[0]).toMatchObject({
      pauses: [{ from: '2026-09-29T17:00:00+08:00', to: '2026-10-08T10:00:00+08:00' }],
      way: { from: '2026-10-08T10:00:00+08:00', limit: '450 working minutes', due: '2026-10-09T10:00:00+08:00' },
    });
  });

  test('a clock that it does not have is named, with those that it has', () => {
    expect(() => explainClocks(shown(arrived), 'reply')).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_CLOCK', message: expect.stringContaining('arrival, finish') }),
    );
  });
});
