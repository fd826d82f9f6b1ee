import { outboxIn } from '../../../activities/channels/outbox';
import { smtpChannel } from '../../../activities/channels/smtp';
import { direct, wayBy } from '../../../activities/messages/addressees';
import type { Directory, Person } from '../../../activities/messages/directory';
import { resolve } from '../../../activities/messages/resolve';

const NOW = '2026-11-23 09:30';
const LEVELS = ['agent', 'lead', 'supervisor', 'manager', 'gm', 'chairman'];

const person = (id: string, roles: readonly string[], more: Partial<Person> = {}): Person => ({
  id,
  name: id,
  roles,
  departments: [],
  away: [],
  valid: {},
  lang: 'zh',
  reach: [{ by: 'email', address: `${id}@example.com` }],
  ...more,
});
const house = (people: readonly Person[], roles: Directory['roles'] = {}): Directory => ({
  levels: LEVELS,
  roles,
  people,
});

const mail = smtpChannel('mail', { host: '127.0.0.1', from: 'service@example.com' });
const channels = new Map([mail, outboxIn('/nowhere')].map(channel => [channel.name, channel]));
const wayOf = wayBy({ customer: ['mail'], staff: ['mail'] }, channels);
afterAll(() => mail.close());

/** `m1@manager`, `d1@manager for m1`; and who was passed over: `manager m1 away`. */
function told(directory: Directory, receiver: string, now = NOW) {
  const { to, passed } = resolve(directory, receiver, now, wayOf);
  return {
    to: to.map(({ person: one, role, deputyFor, way }) =>
      [`${one?.id ?? way.address}@${role}`, ...(deputyFor === undefined ? [] : [`for ${deputyFor}`])].join(' '),
    ),
    passed: passed.map(({ role, person: one, why }) => [role, one, why].filter(Boolean).join(' ')),
  };
}

const AWAY = { away: [{ from: '2026-11-20', to: '2026-11-23' }] };

test('everybody who holds the role is told', () => {
  expect(
    told(house([person('m1', ['manager']), person('m2', ['agent', 'manager']), person('a1', ['agent'])]), 'manager'),
  ).toEqual({
    to: ['m1@manager', 'm2@manager'],
    passed: [],
  });
});

test('only the first who is there, where the directory says so', () => {
  const people = [person('a1', ['agent'], AWAY), person('a2', ['agent']), person('a3', ['agent'])];
  expect(told(house(people, { agent: { tell: 'first', fallback: [] } }), 'agent')).toEqual({
    to: ['a2@agent'],
    passed: ['agent a1 away'],
  });
});

test('whoever is away is stood in for by the deputy, who need not hold the role', () => {
  const people = [person('m1', ['manager'], { ...AWAY, deputy: 's1' }), person('s1', ['supervisor'])];
  expect(told(house(people), 'manager')).toEqual({ to: ['s1@manager for m1'], passed: ['manager m1 away'] });
});

test('a deputy who is away, too, is stood in for by the next', () => {
  const people = [
    person('m1', ['manager'], { ...AWAY, deputy: 's1' }),
    person('s1', ['supervisor'], { ...AWAY, deputy: 's2' }),
    person('s2', ['supervisor']),
  ];
  expect(told(house(people), 'manager').to).toEqual(['s2@manager for m1']);
});

test('deputy away, too, and nobody after that: the next level is told, and all of it is on record', () => {
  const people = [
    person('m1', ['manager'], { ...AWAY, deputy: 's1' }),
    person('s1', ['supervisor'], { away: [{}] }),
    person('g1', ['gm']),
  ];
  expect(told(house(people), 'manager')).toEqual({ to: ['g1@gm'], passed: ['manager m1 away', 'manager s1 away'] });
});

test('a level that nobody holds is passed over', () => {
  expect(told(house([person('c1', ['chairman'])]), 'manager')).toEqual({
    to: ['c1@chairman'],
    passed: ['manager nobody', 'gm nobody'],
  });
});

test('a role outside the ladder goes up to the manager, or to the level that the directory names', () => {
  const people = [person('s1', ['supervisor']), person('m1', ['manager'])];
  expect(told(house(people), 'engineer').to).toEqual(['m1@manager']);
  const above = { engineer: { tell: 'all', above: 'supervisor', fallback: [] } } as const;
  expect(told(house(people, above), 'engineer').to).toEqual(['s1@supervisor']);
});

test.each([
  ['the day before the absence', '2026-11-19 23:59', ['m1@manager']],
  ['its first minute', '2026-11-20 00:00', ['g1@gm']],
  ['the last minute of its last day', '2026-11-23 23:59', ['g1@gm']],
  ['the day after', '2026-11-24 00:00', ['m1@manager']],
])('an absence by days: %s', (_, now, to) => {
  expect(told(house([person('m1', ['manager'], AWAY), person('g1', ['gm'])]), 'manager', now).to).toEqual(to);
});

test.each([
  ['2026-11-23 12:59', ['m1@manager']],
  ['2026-11-23 13:00', ['g1@gm']],
  ['2026-11-23 17:30', ['m1@manager']],
])('an absence by the minute: at %s', (now, to) => {
  const away = [{ from: '2026-11-23 13:00', to: '2026-11-23 17:30' }];
  expect(told(house([person('m1', ['manager'], { away }), person('g1', ['gm'])]), 'manager', now).to).toEqual(to);
});

test('whoever is not of the house yet, or no longer, is told nothing', () => {
  const people = [
    person('m1', ['manager'], { valid: { from: '2026-12-01' } }),
    person('m2', ['manager'], { valid: { to: '2026-11-22' } }),
    person('g1', ['gm']),
  ];
  expect(told(house(people), 'manager')).toEqual({ to: ['g1@gm'], passed: ['manager nobody'] });
});

test('a department: its own people; then its manager or one of no department, never another department’s', () => {
  const [after, other] = [{ departments: ['after-sales'] }, { departments: ['commerce'] }];
  const clerk = person('h1', ['after-sales'], after);
  const people = [person('m1', ['manager'], other), person('m2', ['manager'], after), person('m3', ['manager'])];
  expect(told(house([clerk, ...people]), 'after-sales').to).toEqual(['h1@after-sales']);
  expect(told(house([{ ...clerk, ...AWAY }, ...people]), 'after-sales').to).toEqual(['m2@manager']);
  expect(told(house(people), 'manager@commerce').to).toEqual(['m1@manager']);
  expect(told(house(people), 'manager@finance').to).toEqual(['m3@manager']);
  expect(told(house(people), 'manager').to).toEqual(['m3@manager']);
});

test('one person in a role: the deputy while away, then the others of the role', () => {
  const [e1, e2] = [person('e1', ['engineer']), person('e2', ['engineer'])];
  expect(told(house([e1, e2]), 'engineer:e2').to).toEqual(['e2@engineer']);
  expect(told(house([e1, { ...e2, ...AWAY }]), 'engineer:e2')).toEqual({
    to: ['e1@engineer'],
    passed: ['engineer e2 away'],
  });
  expect(told(house([e1]), 'engineer:e9')).toEqual({ to: ['e1@engineer'], passed: ['engineer e9 unknown'] });
});

test('whoever cannot be reached by any channel of the staff is passed over', () => {
  const people = [
    person('m1', ['manager'], { reach: [{ by: 'phone', address: '+8613800138000' }] }),
    person('g1', ['gm']),
  ];
  expect(told(house(people), 'manager')).toEqual({ to: ['g1@gm'], passed: ['manager m1 unreachable'] });
});

test('nobody at all: the fallback address of the role, or of the next that has one; else nobody', () => {
  const fallback = { gm: { tell: 'all', fallback: [{ by: 'email', address: 'desk@example.com' }] } } as const;
  expect(told(house([], fallback), 'manager').to).toEqual(['desk@example.com@gm']);
  expect(told(house([]), 'manager')).toEqual({ to: [], passed: ['manager nobody', 'gm nobody', 'chairman nobody'] });
});

test('the person’s own order decides the channel; one that needs no address serves whoever has none', () => {
  const sms = { ...mail, name: 'sms', reach: 'phone' as const };
  const ways = wayBy({ customer: [], staff: ['mail', 'sms', 'outbox'] }, new Map([...channels, ['sms', sms]]));
  const [email, phone] = [
    { by: 'email', address: 'm1@example.com' },
    { by: 'phone', address: '+8613800138000' },
  ];
  expect(ways([phone, email], true)).toEqual({ channel: 'sms', address: phone.address });
  expect(ways([{ by: 'mail', address: 'x@example.com' }], true)).toEqual({ channel: 'mail', address: 'x@example.com' });
  expect(ways([{ by: 'outbox' }, email], true)).toEqual({ channel: 'outbox' });
  expect(ways([], true)).toEqual({ channel: 'outbox' });
  expect(ways([], false)).toBeUndefined();
});

describe('the messages of one notice', () => {
  const all = (people: readonly Person[], ...receivers: string[]) => direct(house(people), receivers, NOW, wayOf);

  test('keys number the persons and name none', () => {
    const found = all([person('m1', ['manager'], { lang: 'en' }), person('m2', ['manager'])], 'manager');
    expect(found.map(({ receiver, to, lang }) => [receiver, to, lang])).toEqual([
      ['manager', 'manager', 'en'],
      ['manager~2', 'manager', 'zh'],
    ]);
  });

  test('whoever stands for two of those asked for is told once, and both are on record', () => {
    expect(all([person('g1', ['gm'])], 'manager', 'gm')).toEqual([
      {
        receiver: 'manager',
        to: 'manager',
        way: { channel: 'mail', address: 'g1@example.com' },
        lang: 'zh',
        directed: { asked: ['manager', 'gm'], role: 'gm', person: 'g1', passed: [{ role: 'manager', why: 'nobody' }] },
      },
    ]);
  });

  test('where nobody is there it is on record who was looked for', () => {
    expect(all([], 'gm')).toEqual([
      {
        receiver: 'gm',
        to: 'gm',
        directed: {
          asked: ['gm'],
          passed: [
            { role: 'gm', why: 'nobody' },
            { role: 'chairman', why: 'nobody' },
          ],
        },
      },
    ]);
  });
});
