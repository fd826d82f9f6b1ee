// What one transition costs in CPU time, by how it is made. Run `npm run build` first, then `node bench/engine-step.mjs`.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cpuSince, freshly, inRounds, machine, table } from './rounds.mjs';

const require = createRequire(import.meta.url);
const START = 1_700_000_000_000;

/** A desk with a context of moderate size; each event leaves one state for another. With a timer, one is set and cancelled every third time. */
function makeMachine({ timer = false } = {}) {
  const { assign, setup } = require('xstate');
  const note = assign({ count: ({ context }) => context.count + 1, last: ({ event }) => event.note });
  return setup({ actions: { note }, guards: { open: ({ context }) => context.count >= 0 } }).createMachine({
    id: 'desk',
    context: {
      count: 0,
      last: '',
      customer: { name: 'x', floor: 12, room: '1203' },
      items: Array.from({ length: 20 }, (_, n) => ({ n, text: `line ${n}` })),
    },
    initial: 'asked',
    states: {
      asked: {
        tags: ['open'],
        ...(timer && { after: { 60000: 'late' } }),
        on: { NEXT: { target: 'work.begun', guard: 'open', actions: 'note' } },
      },
      work: {
        initial: 'begun',
        tags: ['open'],
        states: { begun: { on: { NEXT: { target: 'checked', actions: 'note' } } }, checked: {} },
        on: { NEXT: { target: 'asked', actions: 'note' } },
      },
      late: { on: { NEXT: { target: 'asked', actions: 'note' } } },
    },
  });
}

const event = n => ({ type: 'NEXT', note: `n${n % 10}` });

/** A scope that is made once and does nothing with what it is told: the least that XState asks for. */
function reusedScope() {
  const { createEmptyActor } = require('xstate');
  const self = createEmptyActor();
  const nothing = () => undefined;
  return {
    self,
    id: 'x',
    sessionId: 'x',
    system: self.system,
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  };
}

const ways = {
  'machine.transition': turns => {
    const machine = makeMachine();
    const scope = reusedScope();
    let snapshot = machine.getInitialSnapshot(scope);
    for (let n = 0; n < turns; n++) snapshot = machine.transition(snapshot, event(n), scope);
  },
  'transition()': turns => {
    const { initialTransition, transition } = require('xstate');
    const machine = makeMachine();
    let [snapshot] = initialTransition(machine);
    for (let n = 0; n < turns; n++) [snapshot] = transition(machine, snapshot, event(n));
  },
  'live actor': turns => {
    const { createActor, SimulatedClock } = require('xstate');
    const actor = createActor(makeMachine(), { clock: new SimulatedClock() }).start();
    for (let n = 0; n < turns; n++) actor.send(event(n));
  },
  'Case.take': turns => take(makeMachine(), turns),
  'Case.take, with a timer': turns => take(makeMachine({ timer: true }), turns),
  'step, JSON both ways': turns => {
    const { define } = require('../dist/statechart/definition.js');
    const { begin, step } = require('../dist/statechart/step.js');
    const definition = define(makeMachine());
    const first = JSON.stringify(begin(definition, undefined, START).envelope);
    let text = first;
    for (let n = 0; n < turns; n++) {
      // A journal of moderate length: it begins anew every 20 steps.
      if (n % 20 === 0) text = first;
      text = JSON.stringify(
        step(definition, JSON.parse(text), { type: 'event', at: START + n, event: event(n) }).envelope,
      );
    }
  },
};

function take(machine, turns) {
  const { Case } = require('../dist/statechart/case.js');
  const { define } = require('../dist/statechart/definition.js');
  const one = Case.start(define(machine), undefined, START);
  for (let n = 0; n < turns; n++) {
    one.take({ type: 'event', at: START + n, event: event(n) });
    one.effects.length = 0;
  }
}

/** CPU time (µs) of one transition. */
function measure(name) {
  const run = ways[name];
  const turns = name.startsWith('step') ? 5_000 : 100_000;
  run(turns / 5);
  const before = process.cpuUsage();
  run(turns);
  return cpuSince(before) / turns;
}

if (process.argv[2]) console.log(measure(process.argv[2]));
else {
  const figures = await inRounds(Object.keys(ways), name => freshly(fileURLToPath(import.meta.url), [name]));
  console.log(`one transition, CPU µs (${machine()})\n`);
  console.log(table('way', figures, ['machine.transition', 'transition()']));
}
