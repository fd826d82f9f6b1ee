import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../client';
import { Desk } from '../../client/desk';
import { catalogue } from '../../machines/catalogue';
import { freePort } from '../../worker/server/ports';
import { complaintScenarios } from '../scenarios/complaint';
import { dispatched, repairScenarios } from '../scenarios/repair';
import { after, play, send } from '../scenarios/scenario';
import { eventsOf, quiet } from '../support/history';
import { lines } from '../support/journal';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(60_000);

const { nothingDone, withdrawn } = complaintScenarios;
const agent = { role: 'agent' };
const grounded = { grounded: true, finding: '属实' };

let centre: ServiceCentre;
let desk: Desk;
/** A complaint that waits for its judgement. */
let id: string;

beforeAll(async () => {
  centre = await serviceCentre({ taskQueue: 'refusals' });
  desk = centre.desk;
  id = await play(desk, nothingDone, 'refusals');
  await quiet(desk.cases.temporal, id);
});
afterAll(() => centre?.stop());

const handle = (of: string) => desk.cases.temporal.workflow.getHandle(of);
/** An update as anybody may send it, past the desk and its schemas. */
const update = (of: string, ...args: unknown[]): Promise<unknown> =>
  handle(of).executeUpdate<unknown, [unknown, unknown?]>('send', { args: args as [unknown] });

/** The error that an attempt ends in, which leaves no event in the history of the case. */
async function refusal(attempt: () => Promise<unknown>, of: string = id): Promise<unknown> {
  const before = await eventsOf(desk.cases.temporal, of);
  const error = await attempt().then(
    () => 'it was not refused',
    reason => reason,
  );
  expect(await eventsOf(desk.cases.temporal, of)).toEqual(before);
  return error;
}

describe('what the desk refuses costs the case nothing', () => {
  const cases: readonly [string, string, object, string, object][] = [
    ['an event that nobody knows', 'SOLVED', {}, 'UNKNOWN_EVENT', { known: expect.arrayContaining(['JUDGED']) }],
    ["a name of Object's own", 'constructor', {}, 'UNKNOWN_EVENT', {}],
    [
      'an event that has no place now',
      'ACCEPTED',
      {},
      'NOT_ACCEPTED',
      { accepts: expect.arrayContaining(['WITHDRAWN', 'JUDGED', 'REFERRED_UP']) },
    ],
    [
      'what does not fit',
      'JUDGED',
      { grounded: 'yes', finding: '' },
      'BAD_PAYLOAD',
      {
        problems: [
          { path: 'grounded', message: expect.any(String) },
          { path: 'finding', message: expect.any(String) },
        ],
      },
    ],
    [
      'an unknown field',
      'JUDGED',
      { ...grounded, fine: 50 },
      'BAD_PAYLOAD',
      { problems: [{ path: '', message: expect.stringContaining('fine') }] },
    ],
  ];
  test.each(cases)('%s: %s', async (_, type, data, code, details) => {
    const error = await refusal(() => desk.send(id, type, data, agent));
    expect(error).toMatchObject({ code, details });
  });

  test('a role that may not send it: with those that may', async () => {
    expect(await refusal(() => desk.send(id, 'JUDGED', grounded, { role: 'customer' }))).toMatchObject({
      code: 'ROLE_REFUSED',
      message: expect.stringContaining('agent, supervisor, manager, gm'),
      details: { allowed: ['agent', 'supervisor', 'manager', 'gm'], role: 'customer' },
    });
  });

  test('an event that is too large never leaves', async () => {
    const event = { type: 'JUDGED', grounded: true, finding: 'x'.repeat(300_000) };
    expect(await refusal(() => desk.cases.get(id).send(event, { by: agent }))).toMatchObject({
      code: 'EVENT_TOO_LARGE',
    });
  });

  test('a judgement by somebody below the level that it has reached is refused by its guard, not said to be accepted', async () => {
    const referred = await play(
      desk,
      { ...nothingDone, steps: [send('agent', 'REFERRED_UP', { reason: '金额较大' })] },
      'refused-below-level',
    );
    await quiet(desk.cases.temporal, referred);
    expect(await refusal(() => desk.send(referred, 'JUDGED', grounded, agent), referred)).toMatchObject({
      code: 'GUARD_REFUSED',
      message: "'JUDGED' is known in this state, but its conditions do not hold now.",
      details: { event: 'JUDGED', value: { answering: 'judging' } },
    });
  });

  test('an arrival promised for no instant does not fit; one for an instant that is past is refused by its guard', async () => {
    const calling = { ...repairScenarios.nobodyThere, steps: [dispatched, after('20 minutes')] };
    const repair = await play(desk, calling, 'refused-past-promise');
    await quiet(desk.cases.temporal, repair);
    for (const promisedAt of [
      'tomorrow',
      '2026-13-45T10:00:00+08:00',
      '2026-11-23T25:00:00+08:00',
      1_800_000_000_000,
    ]) {
      const event = { type: 'CALLED_OWNER', reason: '堵车', promisedAt };
      expect(await refusal(() => update(repair, event, agent), repair)).toMatchObject({
        cause: { type: 'BAD_PAYLOAD', details: [{ problems: [{ path: 'promisedAt' }] }] },
      });
    }
    const promise = { reason: '堵车', promisedAt: '2020-01-01T09:00:00+08:00' };
    expect(await refusal(() => desk.send(repair, 'CALLED_OWNER', promise, agent), repair)).toMatchObject({
      code: 'GUARD_REFUSED',
      details: { event: 'CALLED_OWNER' },
    });
  });
});

describe('what comes straight to the workflow', () => {
  const raw: readonly [string, unknown[], string][] = [
    ['nothing at all', [], 'BAD_EVENT'],
    ['null', [null], 'BAD_EVENT'],
    ['a string', ['JUDGED'], 'BAD_EVENT'],
    ['an array', [['JUDGED']], 'BAD_EVENT'],
    ['no type', [{ grounded: true }], 'BAD_EVENT'],
    ['a type that is no string', [{ type: 5 }], 'BAD_EVENT'],
    ['an empty type', [{ type: '' }], 'BAD_EVENT'],
    ["XState's own event", [{ type: 'xstate.done.state.x' }, agent], 'RESERVED_EVENT'],
    ["a clock's event", [{ type: 'clock.reply.missed', level: 'chairman' }, agent], 'RESERVED_EVENT'],
    ['an unknown event', [{ type: 'SOLVED' }, agent], 'UNKNOWN_EVENT'],
    ['a wildcard', [{ type: '*' }, agent], 'UNKNOWN_EVENT'],
    ["a name of Object's own", [{ type: 'toString' }, agent], 'UNKNOWN_EVENT'],
    ['no sender', [{ type: 'JUDGED', ...grounded }], 'ROLE_REFUSED'],
    ['a sender that is no sender', [{ type: 'JUDGED', ...grounded }, 42], 'ROLE_REFUSED'],
    ['a role that may not', [{ type: 'JUDGED', ...grounded }, { role: 'customer' }], 'ROLE_REFUSED'],
    ['a role that may not, inside the event', [{ type: 'JUDGED', ...grounded, by: 'customer:x' }], 'ROLE_REFUSED'],
    ['a missing field', [{ type: 'JUDGED', grounded: true }, agent], 'BAD_PAYLOAD'],
    ['an unknown field', [{ type: 'JUDGED', ...grounded, at: 0 }, agent], 'BAD_PAYLOAD'],
    ['a field of another kind', [{ type: 'JUDGED', ...grounded, grounded: 'yes' }, agent], 'BAD_PAYLOAD'],
    ['half a megabyte', [{ type: 'JUDGED', grounded: true, finding: 'x'.repeat(500_000) }, agent], 'EVENT_TOO_LARGE'],
    ['an event that has no place now', [{ type: 'ACCEPTED' }, agent], 'NOT_ACCEPTED'],
  ];

  test.each(raw)('%s as an update is refused at no cost', async (_, args, code) => {
    const error = await refusal(() => update(id, ...args));
    expect(error).toMatchObject({ cause: { type: code } });
  });

  test('a payload that does not fit is refused with the path of the field', async () => {
    const args = [{ type: 'JUDGED', ...grounded, finding: 5 }, agent];
    expect(await refusal(() => update(id, ...args))).toMatchObject({
      cause: { message: expect.stringMatching(/^'JUDGED': finding: /), details: [{ problems: [{ path: 'finding' }] }] },
    });
  });

  test('the same as signals are in the journal as refused, and the case goes on as it was', async () => {
    const signalled = await play(desk, nothingDone, 'refused-signals');
    const before = (await desk.show(signalled)).view;
    for (const [, args] of raw) await handle(signalled).signal('send', ...args);
    const { view } = await desk.show(signalled);
    expect(view).toMatchObject({ value: before.value, revision: before.revision, context: before.context });
    expect(lines(view.journal.slice(before.journal.length)).map(line => line.split(': ')[1])).toEqual(
      raw.map(([, , code]) => code),
    );
    expect(view.journal).toContainEqual(expect.objectContaining({ code: 'ROLE_REFUSED', by: { role: 'customer' } }));
    await expect(desk.send(signalled, 'JUDGED', grounded, agent)).resolves.toMatchObject({
      value: { answering: 'handling' },
    });
  });
});

describe('a case that is not there, is over, or is there already', () => {
  test('nobody knows the case', async () => {
    const unknown = { code: 'UNKNOWN_CASE', details: { id: 'nobody' } };
    await expect(desk.send('nobody', 'JUDGED', grounded, agent)).rejects.toMatchObject(unknown);
    await expect(
      desk.send('nobody', 'JUDGED', grounded, agent, { procedure: 'customer-complaint' }),
    ).rejects.toMatchObject(unknown);
    await expect(desk.show('nobody')).rejects.toMatchObject(unknown);
    await expect(desk.forward('nobody', 1_000)).rejects.toMatchObject(unknown);
  });

  test('a closed case takes nothing more, and can still be seen', async () => {
    const closed = await play(desk, withdrawn, 'refused-closed');
    await desk.cases.get(closed).result();
    expect(await refusal(() => desk.send(closed, 'JUDGED', grounded, agent), closed)).toMatchObject({
      code: 'CASE_CLOSED',
    });
    await expect(handle(closed).signal('send', { type: 'JUDGED' }, agent)).rejects.toThrow(
      /already completed|not found/,
    );
    expect((await desk.show(closed)).view).toMatchObject({ status: 'done', value: 'withdrawn' });
  });

  test('the same number again is refused; the running case stays as it is, and so does a closed one', async () => {
    const start = (number: string) =>
      desk.start('customer-complaint', { id: number, input: nothingDone.input, by: agent });
    const before = (await desk.show(id)).view;
    expect(await refusal(() => start(id))).toMatchObject({ code: 'CASE_EXISTS', details: { id } });
    expect((await desk.show(id)).view).toMatchObject({ revision: before.revision, journal: before.journal });
    const closed = await play(desk, withdrawn, 'refused-anew');
    await desk.cases.get(closed).result();
    expect(await refusal(() => start(closed), closed)).toMatchObject({ code: 'CASE_EXISTS' });
  });
});

describe('a case that cannot be opened does not exist', () => {
  const { input } = nothingDone;
  afterEach(() => expect(desk.show('never')).rejects.toMatchObject({ code: 'UNKNOWN_CASE' }));

  test.each(['complaint', 'toString'])('unknown procedure: %s', async name => {
    await expect(desk.start(name, { id: 'never', input, by: agent })).rejects.toMatchObject({
      code: 'UNKNOWN_PROCEDURE',
      details: { known: Object.keys(catalogue) },
    });
  });

  test('by a role that may not', async () => {
    await expect(desk.start('customer-complaint', { id: 'never', input, by: { role: 'guard' } })).rejects.toMatchObject(
      {
        code: 'ROLE_REFUSED',
        details: { allowed: ['agent', 'customer'], role: 'guard' },
      },
    );
  });

  test('with what does not fit: with the path of each field', async () => {
    const wrong = { ...input, channel: 'pigeon', complainant: { name: '测试客户', phone: 'none' } };
    await expect(desk.start('customer-complaint', { id: 'never', input: wrong, by: agent })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      details: { problems: [{ path: 'complainant.phone' }, { path: 'channel' }] },
    });
  });
});

describe('a policy file with mistakes', () => {
  const house = join(__dirname, '../../policy');
  const shipped = readFileSync(join(house, 'service-centre.yaml'), 'utf8');
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'duecourse-policy-'));
    cpSync(house, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([
    [
      'an unknown key',
      '      reply: 3 calendar days',
      '      reply: 3 calendar days\n      answer: 2 days',
      /unknown key "answer"/,
    ],
    ['an impossible limit', 'reply: 3 calendar days', 'reply: -3 calendar days', /-3 calendar days/],
    ['a limit of no kind', 'arrival: 20 minutes', 'arrival: soon', /soon/],
  ])('%s: no case is opened and no worker starts; the line is named', async (_, good, bad, message) => {
    const policy = join(folder, 'service-centre.yaml');
    writeFileSync(policy, shipped.replace(good, bad));
    const line = shipped.slice(0, shipped.indexOf(good)).split('\n').length + (bad.split('\n').length - 1);
    const refused = {
      code: 'BAD_POLICY',
      message: expect.stringMatching(message),
      details: { file: policy, problems: [expect.objectContaining({ line })] },
    };
    const start = new Desk(desk.cases, policy).start('customer-complaint', {
      id: 'never',
      input: nothingDone.input,
      by: agent,
    });
    await expect(start).rejects.toMatchObject(refused);
    await expect(desk.show('never')).rejects.toMatchObject({ code: 'UNKNOWN_CASE' });
    await expect(serviceCentre({ taskQueue: 'bad policy', policy })).rejects.toMatchObject(refused);
  });
});

test('no server: said so within seconds', async () => {
  const address = `127.0.0.1:${await freePort()}`;
  await expect(connect({ address })).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE', details: { address } });
}, 8_000);
