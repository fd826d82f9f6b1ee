import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templatesIn } from '../../../activities/messages/templates';
import { entryOf } from '../../../machines/catalogue';
import { parsePolicy, sliceOf } from '../../../machines/policy/load';
import { given } from '../../../testing/scenario';
import { DAY } from '../../../time/duration';
import { BEGINNING } from '../../../time/zone';
import { shippedNeeds } from '../policy/needs';

const file = join(__dirname, '../../../policy/service-centre.yaml');
const text = readFileSync(file, 'utf8');
const AT = '2026-09-29T16:30:00+08:00';
const input = {
  complainant: { name: 'Lin', phone: '+86 100 0000 0101' },
  channel: 'phone',
  subject: 'a',
  content: 'b',
};

const policyWith = (reply: string) =>
  parsePolicy(text.replace('reply: 3 calendar days', `reply: ${reply}`), file, shippedNeeds);

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** A complaint of 29 September under the shipped policy with another limit for the reply. */
function complaint(reply: string) {
  const policy = policyWith(reply);
  const slice = sliceOf(policy, 'customer-complaint', Date.parse(AT));
  return {
    slice,
    begun: given(entryOf('customer-complaint').procedure, input, { at: AT, policy: slice, by: 'agent:Chen' }),
  };
}

test('with three working days in the policy a reply is due after the National Day holiday', () => {
  const { begun } = complaint('3 working days');
  expect(begun.messages[0]?.data).toMatchObject({ replyDue: Date.parse('2026-10-09T17:30:00+08:00') });
  const almost = begun.after('9 calendar days').after('23 hours').after('50 minutes');
  expect(almost.clocks).toEqual({ reply: 'running' });
  expect(begun.after('10 calendar days').after('1 hour').clocks).toEqual({ reply: 'missed' });
});

test('reminders go by working time: half of it is used on the morning after the holiday', () => {
  const { begun } = complaint('3 working days');
  expect(begun.after('8 calendar days').told).toEqual([]);
  // 23.5 open hours from Tuesday 16:30 to Friday 17:30: half of them, 11.75, are used on Thursday at 11:45.
  expect(begun.after('8 calendar days').after('19 hours').after('14 minutes').told).toEqual([]);
  expect(begun.after('8 calendar days').after('19 hours').after('15 minutes').told).toEqual(['reply-due-soon → agent']);
});

test('the ladder after it goes on in calendar days, as the policy has it', () => {
  const late = complaint('3 working days').begun.after('10 calendar days').after('1 hour');
  expect(late.told).toEqual(['reply-overdue → manager']);
  expect(late.after('23 hours').told).toEqual([]);
  expect(late.after('1 calendar day').told).toEqual(['reply-overdue → gm']);
});

test('with the policy as shipped a complaint carries no calendar, only the zone', () => {
  const { slice } = complaint('3 calendar days');
  expect(slice.zone.hours).toBeUndefined();
  expect(bytesOf(slice.zone)).toBeLessThan(100);
  expect(bytesOf(slice)).toBeLessThan(1024);
});

test('a complaint that is answered within three working days over National Day carries under 1 KB of policy, calendar and all', () => {
  const { slice } = complaint('3 working days');
  expect(slice.zone.hours?.days).toContainEqual([20727, 7, 0, '国庆节', 'National Day']);
  expect(bytesOf(slice)).toBeLessThan(1024);
  expect(JSON.parse(JSON.stringify(slice))).toEqual(slice);
});

test('on whatever day of the calendar it begins, its part of the calendar is under 1 KB', () => {
  const policy = policyWith('3 working days');
  const [first, last] = policy.calendar!.coverage;
  for (let day = first; day <= last; day++)
    expect(bytesOf(sliceOf(policy, 'customer-complaint', day * DAY).zone)).toBeLessThan(1024);
});

test('working limits without a calendar are refused with what to write', () => {
  const without = text
    .replace('calendar: calendars/company.yaml', '')
    .replace('reply: 3 calendar days', 'reply: 3 working days');
  expect(() => parsePolicy(without, file, shippedNeeds)).toThrow(
    /limits.reply: counts working time: write above which, e.g. "calendar:/,
  );
  const wrong = text.replace('calendars/company.yaml', 'calendars/none.yaml');
  expect(() => parsePolicy(wrong, file, shippedNeeds)).toThrow(
    /\d+:\d+ calendar: .*none.yaml: the calendar file cannot be read/,
  );
});

test('a deadline beyond what the calendar knows is called provisional wherever a message names it, in both languages', async () => {
  const folder = join(__dirname, '../../../policy/templates');
  const templates = templatesIn(folder, { zone: 'Asia/Shanghai', offsets: [[BEGINNING, 8 * 3_600_000]] });
  const received = async (reply: string, lang: 'zh' | 'en') => {
    const [message] = complaint(reply).begun.messages;
    return (await templates.render('customer-complaint', 'received', lang, { ...message!.data, caseId: 'c' })).text;
  };
  expect(await received('80 working days', 'zh')).toContain('17:30（暂定） 前给您答复');
  expect(await received('80 working days', 'en')).toContain('17:30 (provisional).');
  expect(await received('3 working days', 'zh')).not.toContain('暂定');
  expect(await received('3 calendar days', 'en')).not.toContain('provisional');
});
