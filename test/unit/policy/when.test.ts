import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseChannels } from '../../../machines/policy/channels/load';
import { inFolder } from '../../support/in-folder';
import { POLICY } from '../../support/policy';

const [folder, remove] = inFolder();
beforeAll(() => cpSync(dirname(POLICY), folder, { recursive: true }));
afterAll(remove);

const parse = (text: string) => parseChannels(text, join(folder, 'channels.yaml'), { PASSWORD: 'hush' });
const CHANNELS = 'channels:\n  mail: { type: smtp, host: h, from: a@b.cn }\n';

test('who says nothing lets customers sleep from 21:00 to 09:00 and sends them at most 3 SMS in 10 minutes and 10 a day', () => {
  expect(parse(CHANNELS).when).toMatchObject({
    quiet: [{ for: ['customer'], from: 1260, to: 540 }],
    throttle: [
      { for: ['customer'], most: 3, within: 600_000, over: 'hold' },
      { for: ['customer'], most: 10, within: 86_400_000, over: 'hold' },
    ],
    bundle: [],
    breakThrough: { messages: ['repair-dispatch/emergency-order', 'major-fault/reported'], to: [] },
  });
});

test('each part can be said, or emptied, by itself', () => {
  const { when } = parse(`${CHANNELS}when:
  quiet: [{ for: [customer, lead], channels: [mail], from: "22:30", to: "07:00" }]
  throttle: []
  bundle: [{ for: [staff], within: 1 minute }]
  breakThrough: { messages: [work-order], to: [gm] }
`);
  expect(when).toEqual({
    quiet: [{ for: ['customer', 'lead'], channels: ['mail'], from: 1350, to: 420 }],
    throttle: [],
    bundle: [{ for: ['staff'], within: 60_000 }],
    breakThrough: { messages: ['work-order'], to: ['gm'] },
  });
});

test.each([
  [
    'quiet: [{ for: [customers], from: "21:00", to: "09:00" }]',
    '4:19 when.quiet.0.for.0: "customers" is no kind of receiver — did you mean "customer"?',
  ],
  [
    'quiet: [{ for: [customer], from: 9pm, to: "09:00" }]',
    '4:36 when.quiet.0.from: "9pm" is not a time of day; write e.g. "17:30".',
  ],
  [
    'quiet: [{ for: [customer], from: "09:00", to: "09:00" }]',
    'when.quiet.0.to: must be another time of day than "from".',
  ],
  [
    'quiet: [{ for: [customer], channels: [sms], from: "21:00", to: "09:00" }]',
    'when.quiet.0.channels.0: there is no channel "sms". Channels: mail, outbox.',
  ],
  ['quiet: night', 'when.quiet: must be a list of rules, or [] for none.'],
  [
    'throttle: [{ for: [customer], most: 0, within: 10 minutes }]',
    'when.throttle.0.most: 0 must be a whole number from 1 on.',
  ],
  ['throttle: [{ for: [customer], most: 3, within: 10 min }]', 'when.throttle.0.within: '],
  [
    'throttle: [{ for: [customer], most: 3, within: 2 working days }]',
    'must be minutes or hours; write e.g. "10 minutes" or "24 hours".',
  ],
  ['throttle: [{ for: [customer], most: 3, within: 400 hours }]', 'must not be longer than a week.'],
  [
    'throttle: [{ for: [customer], most: 3, within: 1 hour, over: lose }]',
    'when.throttle.0.over: "lose" must be "hold" (sent later) or "drop"',
  ],
  ['bundle: [{ for: [staff], within: 2 hours }]', 'when.bundle.0.within: must not be longer than an hour.'],
  [
    'breakThrough: { messages: [emergency-ordr] }',
    'when.breakThrough.messages.0: there is no message "emergency-ordr" — did you mean "emergency-order"?',
  ],
  ['breakThru: {}', 'when: unknown key "breakThru" — did you mean "breakThrough"?'],
])('%s is refused with its place', (part, expected) => {
  let message = '';
  try {
    parse(`${CHANNELS}when:\n  ${part}\n`);
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_CHANNELS' });
    ({ message } = error as Error);
  }
  expect(message.replaceAll(`${join(folder, 'channels.yaml')}:`, '')).toContain(expected);
});

test.each([['0'], ['fast'], ['-1']])('a rate of %s is refused', rate => {
  expect(() => parse(`channels:\n  mail: { type: smtp, host: h, from: a@b.cn, rate: ${rate} }\n`)).toThrow(
    /2:\d+ channels\.mail\.rate: .* is no number of messages a second; write e\.g\. 10, or 0\.5/,
  );
});
