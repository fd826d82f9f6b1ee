import fc from 'fast-check';
import { DAY, type Duration, formatDuration, formatLeft, HOUR, MINUTE, parseDuration } from '../../../time/duration';
import { DuecourseError } from '../../../time/error';

describe('parseDuration', () => {
  test.each<[string, Duration]>([
    ['20 minutes', { kind: 'elapsed', ms: 20 * MINUTE }],
    ['1 minute', { kind: 'elapsed', ms: MINUTE }],
    ['48 hours', { kind: 'elapsed', ms: 48 * HOUR }],
    ['3 calendar days', { kind: 'calendarDays', days: 3 }],
    ['1 calendar day', { kind: 'calendarDays', days: 1 }],
    ['1 week', { kind: 'calendarDays', days: 7 }],
    ['2 weeks', { kind: 'calendarDays', days: 14 }],
    ['1 calendar month', { kind: 'calendarMonths', months: 1 }],
    ['120 calendar months', { kind: 'calendarMonths', months: 120 }],
    ['end of day', { kind: 'endOfDay' }],
    ['end of working day', { kind: 'endOfWorkingDay' }],
    ['8 working hours', { kind: 'workingTime', ms: 8 * HOUR }],
    ['1 working hour', { kind: 'workingTime', ms: HOUR }],
    ['90 working minutes', { kind: 'workingTime', ms: 90 * MINUTE }],
    ['2 working days', { kind: 'workingDays', days: 2 }],
    ['PT20M', { kind: 'elapsed', ms: 20 * MINUTE }],
    ['PT48H', { kind: 'elapsed', ms: 48 * HOUR }],
    ['PT1H30M', { kind: 'elapsed', ms: 90 * MINUTE }],
    ['P3D', { kind: 'calendarDays', days: 3 }],
    ['P1W', { kind: 'calendarDays', days: 7 }],
    ['P1M', { kind: 'calendarMonths', months: 1 }],
  ])('%s', (text, duration) => expect(parseDuration(text)).toEqual(duration));

  test.each([
    ['3', '"3": a bare number has no unit; write e.g. "3 calendar days", "3 hours" or "3 minutes".'],
    ['3 days', '"3 days": "days" does not say which; write e.g. "3 calendar days", "3 working days" or "72 hours".'],
    ['1 day', '"1 day": "day" does not say which; write e.g. "1 calendar day", "1 working day" or "24 hours".'],
    ['2 months', '"2 months": "months" does not say which; write e.g. "2 calendar months" or "60 calendar days".'],
    ['3 fortnights', '"fortnights" is not a unit of time'],
    ['2 business days', '"business days" does not say which; write e.g. "2 working days".'],
    ['8 Working Hours', '"8 working hours"'],
    ['2 working weeks', '"10 working days"'],
    ['3654 working days', 'more than ten years'],
    ['0 working hours', 'longer than nothing'],
    ['EOD', 'write e.g. "end of day" or "end of working day"'],
    ['end of business day', 'write e.g. "end of working day"'],
    ['3 constructors', '"constructors" is not a unit of time'],
    ['20min', '"20 minutes"'],
    ['3 Calendar Days', '"3 calendar days"'],
    ['0 minutes', 'longer than nothing'],
    ['PT0M', 'longer than nothing'],
    ['-3 calendar days', 'longer than nothing'],
    ['1.5 hours', 'whole number'],
    ['11 years', '"132 calendar months"'],
    ['3654 calendar days', 'more than ten years'],
    ['121 calendar months', 'more than ten years'],
    ['99999999999999999999 hours', 'more than ten years'],
    [`${'9'.repeat(400)} weeks`, 'more than ten years'],
    ['PT', 'not a duration'],
    ['', 'not a duration'],
    ['soon', 'not a duration'],
  ])('refuses %s', (text, message) => {
    const parse = () => parseDuration(text);
    expect(parse).toThrow(DuecourseError);
    expect(parse).toThrow(expect.objectContaining({ code: 'BAD_DURATION', message: expect.stringContaining(message) }));
  });

  test('reads again what it writes in English', () => {
    const n = fc.integer({ min: 1, max: 120 });
    const duration: fc.Arbitrary<Duration> = fc.oneof(
      n.map(i => ({ kind: 'elapsed' as const, ms: i * MINUTE })),
      n.map(days => ({ kind: 'calendarDays' as const, days })),
      n.map(months => ({ kind: 'calendarMonths' as const, months })),
      n.map(i => ({ kind: 'workingTime' as const, ms: i * MINUTE })),
      n.map(days => ({ kind: 'workingDays' as const, days })),
      fc.constantFrom({ kind: 'endOfDay' as const }, { kind: 'endOfWorkingDay' as const }),
    );
    fc.assert(fc.property(duration, d => expect(parseDuration(formatDuration(d, 'en'))).toEqual(d)));
  });

  test('suggests only what it would accept', () => {
    for (const text of [
      '3',
      '3 days',
      '5 d',
      '2 mon',
      '7 分钟',
      '1 YEAR',
      'soon',
      '0 hours',
      '3 eons',
      '2 wd',
      '2 work weeks',
      'cob',
    ]) {
      try {
        parseDuration(text);
      } catch (error) {
        for (const example of (error as DuecourseError).details.write as string[]) parseDuration(example);
        continue;
      }
      throw new Error(`${text} was accepted`);
    }
  });
});

test('durations in words', () => {
  const say = (text: string) => formatDuration(parseDuration(text), 'zh');
  expect(['20 minutes', '3 calendar days', '1 week', '48 hours', '1 calendar month', 'end of day'].map(say)).toEqual([
    '20 分钟',
    '3 日',
    '1 周',
    '48 小时',
    '1 个月',
    '当日',
  ]);
});

test.each([
  [DAY + 4 * HOUR + 59 * MINUTE, '还剩 1 天 4 小时', '1 d 4 h left'],
  [3 * DAY, '还剩 3 天', '3 d left'],
  [2 * DAY + 30 * MINUTE, '还剩 2 天', '2 d left'],
  [HOUR + 5 * MINUTE, '还剩 1 小时 5 分钟', '1 h 5 min left'],
  [59 * MINUTE + 59_999, '还剩 59 分钟', '59 min left'],
  [59_999, '还剩 不足 1 分钟', 'under 1 min left'],
  [0, '还剩 不足 1 分钟', 'under 1 min left'],
  [-1, '超期 不足 1 分钟', 'under 1 min overdue'],
  [-2 * HOUR, '超期 2 小时', '2 h overdue'],
])('what is left of %d ms', (ms, zh, en) => {
  expect([formatLeft(ms, 'zh'), formatLeft(ms, 'en')]).toEqual([zh, en]);
});
