import { assign, createMachine, emit, fromCallback, fromPromise, raise, setup, spawnChild } from 'xstate';
import { define } from '../../../statechart/definition';
import { begin, step } from '../../../statechart/step';
import type { Envelope } from '../../../statechart/types';
import { scripted, TICK } from './harness';

const event = (type: string, at = TICK, data: object = {}) => ({
  type: 'event' as const,
  at,
  event: { type, ...data },
});

describe('what a case does otherwise than a live actor, and why', () => {
  const jobs = setup({ types: { context: {} as { ref?: unknown } }, actors: { job: scripted<string>() } });

  test('an event that nobody takes leaves no trace', () => {
    const definition = define(
      createMachine({ id: 'm', on: { GO: {}, KNOWN: { actions: assign({ n: 1 }) } }, context: { n: 0 } }),
    );
    const { envelope } = begin(definition, undefined, 0);
    for (const type of ['GO', 'UNKNOWN']) {
      const { accepted, envelope: after } = step(definition, envelope, event(type));
      expect([accepted, after.revision, after.journal]).toEqual([false, envelope.revision, envelope.journal]);
    }
    expect(step(definition, envelope, event('KNOWN')).accepted).toBe(true);
  });

  test('an answer of work that is no longer waited for is dropped: left, begun anew, or given twice', () => {
    const definition = define(
      jobs.createMachine({
        id: 'm',
        context: {},
        initial: 'a',
        states: {
          a: { invoke: { id: 'job', src: 'job', onDone: 'b' }, on: { AGAIN: { target: 'a', reenter: true } } },
          b: {},
        },
      }),
    );
    const first = begin(definition, undefined, 0).envelope;
    const second = step(definition, first, event('AGAIN')).envelope;
    const [old, young] = [first, second].map(({ actors }) => actors[0]!.generation) as [number, number];
    expect(young).toBeGreaterThan(old);
    const answer = (envelope: Envelope, generation: number) =>
      step(definition, envelope, { type: 'done', at: TICK, actor: 'job', generation, output: 'x' });
    expect(answer(second, old)).toMatchObject({ accepted: false, envelope: { snapshot: { value: 'a' } } });
    const done = answer(second, young);
    expect(done).toMatchObject({ accepted: true, envelope: { snapshot: { value: 'b' }, actors: [] } });
    expect(answer(done.envelope, young).accepted).toBe(false);
  });

  test('one delayed event for each id: set again, it replaces the first', () => {
    const definition = define(
      createMachine({
        id: 'm',
        context: { n: 0 },
        on: {
          SET: { actions: raise({ type: 'RING' }, { id: 'bell', delay: 100 }) },
          RING: { actions: assign({ n: ({ context }) => context.n + 1 }) },
        },
      }),
    );
    const once = step(definition, begin(definition, undefined, 0).envelope, event('SET', 10)).envelope;
    const twice = step(definition, once, event('SET', 50)).envelope;
    expect(twice.timers).toMatchObject([{ id: 'bell', due: 150 }]);
    expect(step(definition, twice, { type: 'tick', at: 1000 }).envelope.snapshot).toMatchObject({ context: { n: 1 } });
  });

  test('one actor for each id: spawned again, it replaces the first, which is stopped', () => {
    const definition = define(
      jobs.createMachine({ id: 'm', on: { GO: { actions: spawnChild('job', { id: 'job' }) } }, context: {} }),
    );
    const once = step(definition, begin(definition, undefined, 0).envelope, event('GO')).envelope;
    const twice = step(definition, once, event('GO')).envelope;
    expect(once.actors).toHaveLength(1);
    expect(twice.actors).toHaveLength(1);
    expect(twice.actors[0]!.generation).toBeGreaterThan(once.actors[0]!.generation);
  });

  test('an actor that is spawned without an id gets one that stays its own', () => {
    const definition = define(
      jobs.createMachine({
        id: 'm',
        context: {},
        on: { GO: { actions: assign({ ref: ({ spawn }) => spawn('job') }) } },
      }),
    );
    let { envelope } = begin(definition, undefined, 0);
    for (let n = 0; n < 3; n++) envelope = step(definition, envelope, event('GO')).envelope;
    const names = envelope.actors.map(({ actor }) => actor);
    expect(new Set(names).size).toBe(3);
    const { actor, generation } = envelope.actors[1]!;
    const { accepted, envelope: after } = step(definition, envelope, {
      type: 'done',
      at: TICK,
      actor,
      generation,
      output: 1,
    });
    expect(accepted).toBe(true);
    expect(after.actors.map(({ actor }) => actor)).toEqual([names[0], names[2]]);
  });

  test('spawnChild without an id, which XState loses, is refused', () => {
    const definition = define(jobs.createMachine({ id: 'm', context: {}, entry: spawnChild('job') }));
    expect(() => begin(definition, undefined, 0)).toThrow(expect.objectContaining({ code: 'ACTOR_WITHOUT_ID' }));
  });

  test('inline actor logic is refused when it is reached, a callback when the machine is made ready', () => {
    const inline = define(createMachine({ id: 'm', invoke: { id: 'x', src: fromPromise(async () => 1) } }));
    expect(() => begin(inline, undefined, 0)).toThrow(expect.objectContaining({ code: 'INLINE_ACTOR' }));
    const callback = setup({ actors: { listen: fromCallback(() => undefined) } }).createMachine({ id: 'm' });
    expect(() => define(callback)).toThrow(expect.objectContaining({ code: 'ACTOR_CANNOT_LAST' }));
  });

  test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('a delay of %p is refused', delay => {
    const definition = define(createMachine({ id: 'm', entry: raise({ type: 'X' }, { delay }) }));
    expect(() => begin(definition, undefined, 0)).toThrow(expect.objectContaining({ code: 'BAD_DELAY' }));
  });

  test('an instant that is no whole ms is rounded up', () => {
    const definition = define(createMachine({ id: 'm', entry: raise({ type: 'X' }, { delay: 99.2 }) }));
    expect(begin(definition, undefined, 5).envelope.timers[0]!.due).toBe(105);
  });

  test('emitted events are in the journal, after the event that they came of', () => {
    const child = createMachine({
      id: 'c',
      on: { '*': { actions: emit({ type: 'inner' }) } },
      entry: emit({ type: 'hello' }),
    });
    const definition = define(
      setup({ actors: { child } }).createMachine({
        id: 'm',
        invoke: { id: 'c', src: 'child' },
        on: {
          GO: {
            actions: [emit({ type: 'outer' }), ({ self }) => self.getSnapshot().children.c!.send({ type: 'X' })],
          },
        },
      }),
    );
    const { envelope, audit } = begin(definition, undefined, 0);
    expect(audit).toMatchObject([{ event: 'start' }, { type: 'emitted', at: 0, event: { type: 'hello' }, actor: 'c' }]);
    expect(step(definition, envelope, event('GO')).audit).toMatchObject([
      { type: 'event', event: 'GO' },
      { type: 'emitted', at: TICK, event: { type: 'inner' }, actor: 'c' },
      { type: 'emitted', at: TICK, event: { type: 'outer' } },
    ]);
  });
});
