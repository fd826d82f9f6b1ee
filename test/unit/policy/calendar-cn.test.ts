import { join } from 'node:path';
import { getDayDetail } from 'chinese-days';
import { LegalHoliday } from 'tyme4ts';
import { loadCalendar, planOfDay } from '../../../machines/policy/calendar';
import { dateOf, readDate, readRange } from '../../../machines/policy/calendar-days';
import { weekdayOf } from '../../../time/hours';

const folder = join(__dirname, '../../../policy/calendars');
const calendar = loadCalendar(join(folder, 'cn.yaml'));
const isWorked = (day: number) => planOfDay(day, calendar).open.length > 0;
const daysOf = (range: string) => {
  const [first, last] = readRange(range);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
};
const years = daysOf('2025-01-01..2026-12-31');

test('China 2025 and 2026 is what chinese-days has', () => {
  const differs = years.filter(day => getDayDetail(dateOf(day)).work !== isWorked(day));
  expect(differs.map(dateOf)).toEqual([]);
});

test('China 2025 and 2026 is what tyme4ts has', () => {
  const isWork = (day: number) => {
    const [year = 0, month = 0, date = 0] = dateOf(day).split('-').map(Number);
    return LegalHoliday.fromYmd(year, month, date)?.isWork() ?? weekdayOf(day) < 5;
  };
  expect(years.filter(day => isWork(day) !== isWorked(day)).map(dateOf)).toEqual([]);
});

test('make-up days of 2026 count, the long holidays do not; 248 working days in the year', () => {
  const madeUp = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];
  const year = daysOf('2026-01-01..2026-12-31');
  expect(year.filter(day => isWorked(day) && weekdayOf(day) >= 5).map(dateOf)).toEqual(madeUp);
  expect(daysOf('2026-02-15..2026-02-23').some(isWorked)).toBe(false);
  expect(daysOf('2026-10-01..2026-10-07').some(isWorked)).toBe(false);
  expect(year.filter(isWorked)).toHaveLength(248);
  expect(daysOf('2025-01-01..2025-12-31').filter(isWorked)).toHaveLength(248);
});

test('the notices are named, and nothing beyond them is claimed', () => {
  expect(calendar.source.map(notice => /国办发明电〔\d+〕\d+号/.exec(notice)?.[0])).toEqual([
    '国办发明电〔2024〕12号',
    '国办发明电〔2025〕7号',
  ]);
  expect(calendar.coverage.map(dateOf)).toEqual(['2025-01-01', '2026-12-31']);
});

test("the company's calendar builds upon the nation's", () => {
  const company = loadCalendar(join(folder, 'company.yaml'));
  expect(company).toMatchObject({ zone: 'Asia/Shanghai', coverage: calendar.coverage, source: calendar.source });
  expect(planOfDay(readDate('2026-10-10'), company)).toEqual({
    open: [
      [510, 720],
      [810, 1050],
    ],
    special: { is: 'work', name: { zh: '国庆节调休', en: 'make-up for National Day' } },
  });
});
