import {
  type AnyActorRef,
  type AnyStateMachine,
  and,
  assign,
  cancel,
  emit,
  enqueueActions,
  forwardTo,
  fromTransition,
  log,
  not,
  or,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stateIn,
  stopChild,
} from 'xstate';

const HOUR = 3_600_000;

/** A machine that shows features of XState, what happens to it (an event, or so many hours), and the context in which that ends. */
export interface Feature {
  readonly machine: AnyStateMachine;
  readonly script: readonly (string | number)[];
  readonly context: object;
}

interface Noted {
  readonly seen: readonly string[];
  readonly refs: readonly AnyActorRef[];
}

/** Rings every hour, twice; can be asked how often it has rung. */
const bell = setup({
  types: { context: {} as { rung: number; name: string }, input: {} as { name: string } },
}).createMachine({
  id: 'bell',
  context: ({ input }) => ({ rung: 0, name: input.name }),
  initial: 'silent',
  states: {
    silent: {
      after: {
        [HOUR]: [
          { guard: ({ context }) => context.rung === 1, target: 'over' },
          { target: 'silent', reenter: true, actions: assign({ rung: ({ context }) => context.rung + 1 }) },
        ],
      },
      on: {
        ASK: { actions: sendParent(({ context }) => ({ type: `${context.name}.rung.${context.rung}` })) },
        RING: { actions: assign({ rung: ({ context }) => context.rung + 1 }) },
      },
    },
    over: { type: 'final', entry: emit({ type: 'over' }) },
  },
  output: ({ context }) => context.name,
});

const adder = fromTransition((sum: number, event: { type: string }) => (event.type === 'ADD' ? sum + 1 : sum), 10);

const noting = setup({
  types: { context: {} as Noted, events: {} as { type: string; output?: string } },
  actors: { bell, adder },
  actions: {
    note: assign({ seen: ({ context, event }) => [...context.seen, event.type] }),
    write: assign({ seen: ({ context }, { word }: { word: string }) => [...context.seen, word] }),
  },
  guards: { many: ({ context }, { more }: { more: number }) => context.seen.length > more },
});
const fresh: Noted = { seen: [], refs: [] };

const extended = noting.extend({ guards: { none: ({ context }) => context.seen.length === 0 } });
const written = extended.createStateConfig({ entry: 'note', on: { GO: { guard: 'none', target: 'never' } } });

export const features: { readonly [name: string]: Feature } = {
  'spawn in the initial context and in assign, with timers of their own': {
    machine: noting.createMachine({
      id: 'spawned',
      context: ({ spawn }) => ({ seen: [], refs: [spawn('bell', { id: 'first', input: { name: 'first' } })] }),
      on: {
        MORE: {
          actions: assign({
            refs: ({ context, spawn }) => [...context.refs, spawn('bell', { id: 'second', input: { name: 'second' } })],
          }),
        },
        ASK: {
          actions: [sendTo(({ context }) => context.refs[0]!, { type: 'ASK' }), sendTo('second', { type: 'ASK' })],
        },
        'first.*': { actions: 'note' },
        'second.*': { actions: 'note' },
        'xstate.done.actor.first': { actions: 'note' },
      },
    }),
    script: [1, 'MORE', 'ASK', 1, 'ASK'],
    context: { seen: ['first.rung.1', 'second.rung.0', 'xstate.done.actor.first', 'second.rung.1'] },
  },
  'invoke, input and output of a machine, onDone, sendParent': {
    machine: noting.createMachine({
      id: 'invoking',
      context: fresh,
      initial: 'on',
      states: {
        on: {
          invoke: {
            id: 'bell',
            src: 'bell',
            input: { name: 'tower' },
            onDone: {
              target: 'off',
              actions: { type: 'write', params: ({ event }) => ({ word: (event as { output: string }).output }) },
            },
          },
          on: { ASK: { actions: sendTo('bell', { type: 'ASK' }) }, 'tower.rung.1': { actions: 'note' } },
        },
        off: {},
      },
    }),
    script: [1, 'ASK', 1],
    context: { seen: ['tower.rung.1', 'tower'] },
  },
  'a transition function: forwardTo, onSnapshot': {
    machine: noting.createMachine({
      id: 'forwarding',
      context: fresh,
      invoke: {
        id: 'adder',
        src: 'adder',
        onSnapshot: {
          actions: { type: 'write', params: ({ event }) => ({ word: `${snapshotOf(event)}` }) },
        },
      },
      on: { ADD: { actions: forwardTo('adder') } },
    }),
    script: ['ADD', 1, 'ADD'],
    context: { seen: ['10', '11', '12'] },
  },
  'sendTo by systemId; spawnChild, stopChild and the same id again': {
    machine: noting.createMachine({
      id: 'system',
      context: fresh,
      on: {
        START: { actions: spawnChild('bell', { id: 'bell', systemId: 'the bell', input: { name: 'bell' } }) },
        STOP: { actions: stopChild('bell') },
        RING: { actions: sendTo(({ system }) => system.get('the bell'), { type: 'RING' }) },
        ASK: { actions: sendTo(({ system }) => system.get('the bell'), { type: 'ASK' }) },
        'bell.*': { actions: 'note' },
      },
    }),
    script: ['START', 'RING', 'ASK', 'STOP', 'START', 'ASK'],
    context: { seen: ['bell.rung.1', 'bell.rung.0'] },
  },
  'delayed sendTo and raise, each cancelled and not': {
    machine: noting.createMachine({
      id: 'delayed',
      context: fresh,
      invoke: { id: 'bell', src: 'bell', input: { name: 'bell' } },
      entry: [
        sendTo('bell', { type: 'RING' }, { delay: HOUR / 2, id: 'never' }),
        sendTo('bell', { type: 'ASK' }, { delay: HOUR / 2, id: 'soon' }),
        raise({ type: 'NEVER' }, { delay: 2 * HOUR, id: 'late' }),
        raise({ type: 'LATER' }, { delay: 3 * HOUR }),
      ],
      on: {
        STOP: { actions: cancel('never') },
        DROP: { actions: cancel('late') },
        NEVER: { actions: 'note' },
        LATER: { actions: 'note' },
        'bell.*': { actions: 'note' },
      },
    }),
    script: ['STOP', 1, 'DROP', 3],
    context: { seen: ['bell.rung.0', 'LATER'] },
  },
  'history, shallow and deep': {
    machine: noting.createMachine({
      id: 'past',
      context: fresh,
      initial: 'in',
      states: {
        in: {
          initial: 'a',
          states: {
            a: { on: { NEXT: 'b' } },
            b: {
              initial: 'c',
              entry: { type: 'write', params: { word: 'b' } },
              states: { c: { on: { NEXT: 'd' } }, d: { entry: { type: 'write', params: { word: 'd' } } } },
            },
            shallow: { type: 'history' },
            deep: { type: 'history', history: 'deep' },
          },
          on: { OUT: 'out' },
        },
        out: { on: { SHALLOW: 'in.shallow', DEEP: 'in.deep' } },
      },
    }),
    script: ['NEXT', 'NEXT', 'OUT', 'DEEP', 'OUT', 'SHALLOW'],
    context: { seen: ['b', 'd', 'b', 'd', 'b'] },
  },
  'partial wildcards': {
    machine: noting.createMachine({
      id: 'wild',
      context: fresh,
      on: { 'door.*': { actions: 'note' }, 'door.shut': { actions: { type: 'write', params: { word: 'shut' } } } },
    }),
    script: ['door.open', 'door.shut', 'door.shut.hard'],
    context: { seen: ['door.open', 'shut', 'door.shut.hard'] },
  },
  'setup().extend and createStateConfig': {
    machine: extended.createMachine({
      id: 'extended',
      context: fresh,
      initial: 'idle',
      states: { idle: { on: { GO: { guard: 'none', target: 'written' } } }, written, never: {} },
    }),
    script: ['GO', 'GO'],
    context: { seen: ['GO'] },
  },
  'params of actions and guards, fixed and computed; and, or, not, stateIn': {
    machine: noting.createMachine({
      id: 'params',
      context: fresh,
      type: 'parallel',
      states: {
        left: { initial: 'off', states: { off: { on: { SWITCH: 'on' } }, on: {} } },
        right: {
          on: {
            GO: [
              {
                guard: and([stateIn({ left: 'on' }), not({ type: 'many', params: { more: 2 } })]),
                actions: { type: 'write', params: ({ context }) => ({ word: `on ${context.seen.length}` }) },
              },
              {
                guard: or([not({ type: 'many', params: { more: 0 } }), stateIn('#params.left.off')]),
                actions: { type: 'write', params: { word: 'off' } },
              },
            ],
          },
        },
      },
    }),
    script: ['GO', 'SWITCH', 'GO', 'GO', 'GO'],
    context: { seen: ['off', 'on 1', 'on 2'] },
  },
  'enqueueActions, emit, log, always, tags, reenter': {
    machine: noting.createMachine({
      id: 'queued',
      context: fresh,
      initial: 'a',
      states: {
        a: {
          tags: ['early'],
          entry: enqueueActions(({ enqueue, check, context }) => {
            enqueue({ type: 'write', params: { word: `a${context.seen.length}` } });
            if (check({ type: 'many', params: { more: 1 } })) enqueue.emit({ type: 'twice' } as never);
          }),
          always: { guard: { type: 'many', params: { more: 1 } }, target: 'b' },
          on: { AGAIN: { target: 'a', reenter: true, actions: log(({ context }) => `again ${context.seen.length}`) } },
        },
        b: { tags: ['late'] },
      },
    }),
    script: ['AGAIN', 1],
    context: { seen: ['a0', 'a1'] },
  },
};

const snapshotOf = (event: unknown): unknown => (event as { snapshot: { context: unknown } }).snapshot.context;
