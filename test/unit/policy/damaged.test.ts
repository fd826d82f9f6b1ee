import { parsePolicy } from '../../../machines/policy/load';
import { DuecourseError } from '../../../time/error';
import { needs } from './needs';

const sound = `version: 1
zone: Asia/Shanghai
dayEnd: 17:30
procedures:
  customer-complaint:
    limits:
      reply: 3 calendar days
      callback: 1 week
    numbers:
      callbacks: 4
    clocks:
      reply:
        warnAt: [50 %, 80 %]
        escalate: { every: 1 calendar day, levels: [manager, gm, chairman] }
  repair-dispatch:
    limits:
      arrival: 20 minutes
      emergencyArrival: 5 minutes
      callback: 48 hours
      finish: 3 calendar days
    clocks:
      arrival: {}
      promisedArrival: {}
      finish: { warnAt: [80 %] }
      emergencyArrival: {}
    pauses:
      parts: { remindAfter: 1 week, longest: 2 weeks }
`;

/** The lines that a damaged file is refused with, without the file's name. */
function complaints(text: string): string[] {
  try {
    parsePolicy(text, 'policy.yaml', needs);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(DuecourseError);
    expect(error).toMatchObject({ code: 'BAD_POLICY', details: { file: 'policy.yaml' } });
    return (error as DuecourseError).message.split('\n').map(line => line.replace('policy.yaml:', ''));
  }
}

test('the sound file is sound', () => expect(complaints(sound)).toEqual([]));

const reply = 'procedures.customer-complaint.limits.reply:';
const ladder = 'procedures.customer-complaint.clocks.reply';

test.each<[string, string, string, string]>([
  [
    'a bare number',
    'reply: 3 calendar days',
    'reply: 3',
    `7:14 ${reply} "3": a bare number has no unit; write e.g. "3 calendar days", "3 hours" or "3 minutes".`,
  ],
  [
    'an ambiguous unit',
    'reply: 3 calendar days',
    'reply: 3 days',
    `7:14 ${reply} "3 days": "days" does not say which; write e.g. "3 calendar days", "3 working days" or "72 hours".`,
  ],
  [
    'nothing',
    'reply: 3 calendar days',
    'reply: 0 calendar days',
    `7:14 ${reply} "0 calendar days": a limit must be longer than nothing; write e.g. "20 minutes", "48 hours" or "3 calendar days".`,
  ],
  [
    'less than nothing',
    'reply: 3 calendar days',
    'reply: -3 calendar days',
    `7:14 ${reply} "-3 calendar days": a limit must be longer than nothing; write e.g. "20 minutes", "48 hours" or "3 calendar days".`,
  ],
  [
    'a lifetime',
    'reply: 3 calendar days',
    'reply: 600 weeks',
    `7:14 ${reply} "600 weeks": that is more than ten years; write e.g. "120 calendar months".`,
  ],
  [
    'a list for a limit',
    'reply: 3 calendar days',
    'reply: [3 calendar days]',
    `7:14 ${reply} must be one duration; write e.g. "3 calendar days", "72 hours" or "20 minutes".`,
  ],
  [
    'an empty limit',
    'reply: 3 calendar days',
    'reply:',
    `7:7 ${reply} is missing; write e.g. "3 calendar days", "72 hours" or "20 minutes".`,
  ],
  [
    'a limit left out',
    '      finish: 3 calendar days\n',
    '',
    '16:5 procedures.repair-dispatch.limits.finish: is missing; write e.g. "3 calendar days", "72 hours" or "20 minutes".',
  ],
  [
    'a limit that nobody asks for',
    'callback: 48 hours',
    'callback: 48 hours\n      lunch: 1 hour',
    '20:7 procedures.repair-dispatch.limits: unknown key "lunch". Known here: arrival, emergencyArrival, callback, finish.',
  ],
  [
    'a misspelt setting',
    'dayEnd:',
    'dayend:',
    '3:1 unknown key "dayend" — did you mean "dayEnd"? Known here: version, zone, dayEnd, calendar, lateEntries, names, everyCase, procedures.',
  ],
  [
    'a clock left out',
    '      promisedArrival: {}\n',
    '',
    '21:5 procedures.repair-dispatch.clocks.promisedArrival: is missing; write "{}" or what it may hold: warnAt, escalate, reopen.',
  ],
  [
    'a share without its sign',
    '[50 %, 80 %]',
    '[0.5, 80 %]',
    `13:18 ${ladder}.warnAt.0: 0.5 is not a share of the limit; write e.g. "50 %".`,
  ],
  [
    'a share beyond the whole',
    '[50 %, 80 %]',
    '[50 %, 120 %]',
    `13:24 ${ladder}.warnAt.1: 120 % must lie between 0 % and 100 %, both excluded.`,
  ],
  ['the same share twice', '[50 %, 80 %]', '[50 %, 50%]', `13:24 ${ladder}.warnAt.1: stands here twice.`],
  [
    'a share that is no list',
    '[50 %, 80 %]',
    '50 %',
    `13:17 ${ladder}.warnAt: must be a list; write e.g. [50 %, 80 %].`,
  ],
  [
    'an unknown zone',
    'Asia/Shanghai',
    'Asia/Shangai',
    '2:7 zone: unknown time zone "Asia/Shangai" — did you mean "Asia/Shanghai"?',
  ],
  [
    'an offset for a zone',
    'Asia/Shanghai',
    '+08:00',
    '2:7 zone: unknown time zone "+08:00"; write an IANA name, e.g. "Asia/Shanghai".',
  ],
  ['no time of day', '17:30', '5 pm', '3:9 dayEnd: "5 pm" is not a time of day; write e.g. "17:30".'],
  [
    'a level that is no role',
    '[manager, gm,',
    '[manager, ceo,',
    `14:62 ${ladder}.escalate.levels.1: "ceo" is not a role`,
  ],
  [
    'levels without a rhythm',
    'every: 1 calendar day, ',
    '',
    `14:9 ${ladder}.escalate.every: is missing; write e.g. "1 calendar day".`,
  ],
  [
    'an unknown key in a ladder',
    'every: 1 calendar day',
    'evry: 1 calendar day',
    `14:21 ${ladder}.escalate: unknown key "evry" — did you mean "every"? Known here: every, levels.`,
  ],
  [
    'a number that is none',
    'callbacks: 4',
    'callbacks: four',
    '10:18 procedures.customer-complaint.numbers.callbacks: "four" must be a whole number from 0 on.',
  ],
  [
    'an unknown procedure',
    '  repair-dispatch:',
    '  repair-dispach:',
    '15:3 procedures: unknown key "repair-dispach" — did you mean "repair-dispatch"? Known here: customer-complaint, repair-dispatch.',
  ],
  [
    'a list where names belong',
    'arrival: {}',
    'arrival: []',
    '22:16 procedures.repair-dispatch.clocks.arrival: must be a mapping of names to values.',
  ],
  [
    'a pause left out',
    '      parts: { remindAfter: 1 week, longest: 2 weeks }\n',
    '',
    '26:5 procedures.repair-dispatch.pauses.parts: is missing; write "{}" or what it may hold: remindAfter, longest.',
  ],
  [
    'a pause without end',
    ', longest: 2 weeks',
    '',
    '27:7 procedures.repair-dispatch.pauses.parts.longest: is missing; write e.g. "3 calendar days", "72 hours" or "20 minutes".',
  ],
  [
    'a reason that no clock is paused for',
    'parts: {',
    'weather: {',
    '27:7 procedures.repair-dispatch.pauses: unknown key "weather". Known here: parts.',
  ],
  [
    'a reminder after the end of the pause',
    'remindAfter: 1 week',
    'remindAfter: 3 weeks',
    '27:29 procedures.repair-dispatch.pauses.parts.remindAfter: must be shorter than the longest length.',
  ],
  [
    'a pause of working time without a calendar',
    'longest: 2 weeks',
    'longest: 10 working days',
    '27:46 procedures.repair-dispatch.pauses.parts.longest: counts working time: write above which',
  ],
  [
    'a way to reopen that there is not',
    'finish: { warnAt: [80 %] }',
    'finish: { reopen: again }',
    '24:25 procedures.repair-dispatch.clocks.finish.reopen: "again" must be "restart" (the whole limit anew) or "keepUsed" (what was left of it).',
  ],
  [
    'late entries without roles',
    'dayEnd: 17:30',
    'dayEnd: 17:30\nlateEntries: {}',
    '4:1 lateEntries.roles: must be a list; write e.g. [agent, supervisor].',
  ],
  [
    'late entries by somebody unknown',
    'dayEnd: 17:30',
    'dayEnd: 17:30\nlateEntries: { roles: [agents] }',
    '4:24 lateEntries.roles.0: "agents" is not a role',
  ],
  [
    'late entries as a list',
    'dayEnd: 17:30',
    'dayEnd: 17:30\nlateEntries: [agent]',
    '4:14 lateEntries: must be a mapping of names to values.',
  ],
  ['a key that stands twice', 'callback: 1 week', 'reply: 1 week', '8:7 this key stands here twice.'],
  ['no version', 'version: 1', 'version: one', '1:10 version: "one" must be a whole number from 1 on.'],
  ['an alias of nothing', 'version: 1', 'version: *v', '1:10 "*v" refers to no "&v" above it.'],
  [
    'a bracket that never closes',
    '[80 %]',
    '[80 %',
    '24:31 not YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
  ],
  [
    'a tab',
    '    limits:\n      arrival',
    '    limits:\n\tarrival',
    '17:1 not YAML: Tabs are not allowed as indentation.',
  ],
])('%s', (_, from, to, message) => {
  expect(sound).toContain(from);
  const found = complaints(sound.replace(from, to));
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)));
});

test('all mistakes come at once, in the order of the file', () => {
  const damaged = sound
    .replace('zone: Asia/Shanghai', 'zone: Mars')
    .replace('reply: 3 calendar days', 'reply: 3')
    .replace('callbacks: 4', 'callbacks: -1')
    .replace('gm,', 'boss,')
    .replace('arrival: 20 minutes', 'arrival: soon')
    .concat('extra: true\n');
  expect(complaints(damaged).map(line => line.split(' ')[0])).toEqual([
    '2:7',
    '7:14',
    '10:18',
    '14:62',
    '17:16',
    '28:1',
  ]);
});

test.each([
  ['', '1:1 the file is empty.'],
  ['# nothing\n', '1:1 the file is empty.'],
  ['- 1\n', '1:1 must be a mapping of names to values.'],
])('%j is no policy', (text, message) => expect(complaints(text)).toEqual([message]));
