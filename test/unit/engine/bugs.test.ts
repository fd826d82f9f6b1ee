import { type AnyStateMachine, assign, createMachine, fromTransition, sendTo, setup } from 'xstate';
import { define } from '../../../statechart/definition';
import { begin, step } from '../../../statechart/step';

const bug = new Error('a bug');
const throws = (): never => {
  throw bug;
};

const within = (child: AnyStateMachine) =>
  setup({ actors: { child } }).createMachine({
    id: 'parent',
    invoke: { id: 'child', src: 'child', onError: '.failed' },
    initial: 'on',
    states: { on: {}, failed: {} },
    on: { GO: { actions: sendTo('child', { type: 'GO' }) } },
  });

const onEvent: { readonly [what: string]: object } = {
  'an assign': { on: { GO: { actions: assign({ n: throws }) } } },
  'a guard': { on: { GO: { guard: throws, actions: [] } } },
  'an inline action': { on: { GO: { actions: throws } } },
  'a computed event': { on: { GO: { actions: sendTo(({ self }) => self, throws) } } },
  'a computed delay': { initial: 'a', states: { a: { on: { GO: 'b' } }, b: { after: { broken: 'a' } } } },
  'an entry action': { initial: 'a', states: { a: { on: { GO: 'b' } }, b: { entry: throws } } },
  'an exit action': { initial: 'a', states: { a: { exit: throws, on: { GO: 'b' } }, b: {} } },
  'an output': { initial: 'a', states: { a: { on: { GO: 'b' } }, b: { type: 'final' } }, output: throws },
  'a delay that is not a number of ms': {
    initial: 'a',
    states: { a: { on: { GO: 'b' } }, b: { after: { never: 'a' } } },
  },
};

const atBirth: { readonly [what: string]: object } = {
  'the context': { context: throws },
  'an entry action': { entry: throws },
  'an entry assign': { entry: assign({ n: throws }) },
  'the initial state': { initial: 'a', states: { a: { entry: throws } } },
  'an input of an actor': { invoke: { id: 'x', src: 'counter', input: throws } },
};

const machine = (config: object) =>
  setup({
    delays: { broken: throws, never: () => Number.POSITIVE_INFINITY },
    actors: { counter: fromTransition((n: number) => n, 0) },
  }).createMachine({ id: 'm', context: {}, ...config });

/** XState would make a state of error of it, and the case would be over. */
describe('an exception in machine code comes out of the step', () => {
  describe.each(Object.entries(onEvent))('in %s', (_, config) => {
    test.each([
      ['of the machine', machine(config)],
      ['of a machine in it, past its onError', within(machine(config))],
    ])('%s', (_, tried) => {
      const definition = define(tried);
      const { envelope } = begin(definition, undefined, 0);
      const before = JSON.stringify(envelope);
      const go = () => step(definition, envelope, { type: 'event', at: 1, event: { type: 'GO' } });
      expect(go).toThrow(/a bug|delay/);
      expect(go).toThrow(/a bug|delay/);
      expect(JSON.stringify(envelope)).toBe(before);
    });
  });

  describe.each(Object.entries(atBirth))('in %s, when it begins', (_, config) => {
    test.each([
      ['of the machine', machine(config)],
      ['of a machine in it, past its onError', within(machine(config))],
    ])('%s', (_, tried) => {
      expect(() => begin(define(tried), undefined, 0)).toThrow(bug);
    });
  });

  test('in a transition function', () => {
    const definition = define(
      setup({
        actors: { child: fromTransition((n: number, { type }) => (type === 'GO' ? throws() : n), 0) },
      }).createMachine({
        id: 'parent',
        invoke: { id: 'child', src: 'child', onError: {} },
        on: { GO: { actions: sendTo('child', { type: 'GO' }) } },
      }),
    );
    const { envelope } = begin(definition, undefined, 0);
    expect(() => step(definition, envelope, { type: 'event', at: 1, event: { type: 'GO' } })).toThrow(bug);
  });

  test('a timer that was due before the event: what it throws comes out, too', () => {
    const definition = define(
      createMachine({ id: 'm', initial: 'a', states: { a: { after: { 10: 'b' } }, b: { entry: throws } } }),
    );
    const { envelope } = begin(definition, undefined, 0);
    expect(() => step(definition, envelope, { type: 'tick', at: 20 })).toThrow(bug);
  });
});
