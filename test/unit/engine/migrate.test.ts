import { type AnyStateMachine, assign, fromPromise, setup } from 'xstate';
import { define } from '../../../statechart/definition';
import { type Migration, migrate, problemsOf } from '../../../statechart/migrate';
import { begin, step } from '../../../statechart/step';

const T0 = 1_800_000_000_000;
const HOUR = 3_600_000;
const actors = { check: fromPromise(async () => 'ok') };

const clock = (runsIn: string) => ({
  title: { zh: '时限', en: 'Limit' },
  runsIn,
  budget: () => 10 * HOUR,
  plan: () => ({ warnAt: [], levels: [] }),
});

/** Open, then (a day later at the latest) closed. */
const one = define(
  setup({ types: { context: {} as { seen: number } }, actors }).createMachine({
    id: 'task',
    context: { seen: 0 },
    initial: 'open',
    states: {
      open: {
        tags: 'open',
        on: { SEEN: { actions: assign({ seen: ({ context }) => context.seen + 1 }) }, GO: 'doing' },
        after: { 86400000: 'closed' },
      },
      doing: { on: { DONE: 'closed' } },
      closed: { type: 'final' },
    },
  }),
  { version: 1, clocks: { limit: clock('open') } },
);

/** The same with other names, and a check beside it that begins at once. */
const two = define(
  setup({ types: { context: {} as { seen: number; checked: boolean } }, actors }).createMachine({
    id: 'task',
    context: { seen: 0, checked: false },
    type: 'parallel',
    states: {
      work: {
        initial: 'waiting',
        states: {
          waiting: { tags: 'open', on: { GO: 'working' }, after: { 86400000: 'over' } },
          working: { on: { DONE: 'over' } },
          over: { type: 'final' },
        },
      },
      control: {
        initial: 'checking',
        states: {
          checking: {
            entry: { type: 'tell', params: { what: 'checking' } },
            invoke: { id: 'check', src: 'check', onDone: { target: 'checked', actions: assign({ checked: true }) } },
            after: { 3600000: 'late' },
          },
          checked: { type: 'final' },
          late: { type: 'final' },
        },
      },
    },
  } as never) as unknown as AnyStateMachine,
  { version: 2, clocks: { limit: clock('open') } },
);

const plan: Migration = {
  states: { 'task.open': 'task.work.waiting', 'task.doing': 'task.work.working', 'task.closed': 'task.work.over' },
  context: (old: { seen: number }) => ({ ...old, checked: false }),
};

test('a state without a counterpart is named, nothing is dropped silently', () => {
  expect(problemsOf(one, two, {})).toEqual([
    "state 'task.open' has no counterpart: name one in states",
    "state 'task.doing' has no counterpart: name one in states",
    "state 'task.closed' has no counterpart: name one in states",
  ]);
  expect(problemsOf(one, two, plan)).toEqual([]);
});

test('a state that the old version does not have, a lost clock and a lost wait are named', () => {
  const without = define(two.machine, { version: 2 });
  expect(problemsOf(one, without, { ...plan, states: { ...plan.states, 'task.nothing': 'task.work.over' } })).toEqual([
    "states names 'task.nothing', which version 1 does not have",
    "clock 'limit' has no counterpart: name one in clocks, or null",
  ]);
  const states = { ...plan.states, 'task.open': 'task.work.working' };
  expect(problemsOf(one, two, { ...plan, states })).toEqual([
    "the wait 'xstate.after.86400000.task.open' has no counterpart in 'task.work.working': add it there, or name 'task.open' in dropTimers",
  ]);
});

test('a migration with problems is refused with all of them, and the envelope is left as it is', () => {
  const { envelope } = begin(one, undefined, T0);
  const before = JSON.stringify(envelope);
  expect(() => migrate(one, two, {}, envelope, T0)).toThrow(expect.objectContaining({ code: 'BAD_MIGRATION' }));
  expect(JSON.stringify(envelope)).toBe(before);
});

describe('a case that is two hours old goes on under the next version', () => {
  const seen = step(one, begin(one, undefined, T0).envelope, {
    type: 'event',
    at: T0 + 2 * HOUR,
    event: { type: 'SEEN' },
  });
  const { envelope, effects } = migrate(one, two, plan, seen.envelope, T0 + 2 * HOUR);

  test('in the counterpart of its state, with its context made over', () => {
    expect(envelope).toMatchObject({
      version: 2,
      snapshot: { value: { work: 'waiting', control: 'checking' }, context: { seen: 1, checked: false } },
    });
  });

  test('its wait and its clock go on with what was left, not with the whole', () => {
    expect(envelope.timers).toContainEqual(
      expect.objectContaining({ id: 'xstate.after.86400000.task.work.waiting', due: T0 + 24 * HOUR }),
    );
    expect(envelope.clocks.limit).toMatchObject({ status: 'running', started: T0, cycle: 1 });
  });

  test('the region that is new is started: its entry actions, its wait and its actor', () => {
    expect(effects).toEqual([
      expect.objectContaining({ type: 'executeAction', action: 'tell', params: { what: 'checking' } }),
    ]);
    expect(envelope.timers).toContainEqual(
      expect.objectContaining({ id: 'xstate.after.3600000.task.control.checking', due: T0 + 3 * HOUR }),
    );
    expect(envelope.actors).toMatchObject([{ actor: 'check', src: 'check' }]);
  });

  test('and then as a case that began under that version would', () => {
    const [{ actor, generation }] = envelope.actors as unknown as readonly [{ actor: string; generation: number }];
    const checked = step(two, envelope, { type: 'done', at: T0 + 3 * HOUR - 1, actor, generation, output: 'ok' });
    expect(checked.envelope.snapshot).toMatchObject({
      value: { work: 'waiting', control: 'checked' },
      context: { checked: true },
    });
    const over = step(two, checked.envelope, { type: 'tick', at: T0 + 24 * HOUR });
    expect(over.envelope.snapshot).toMatchObject({ status: 'done' });
  });
});
