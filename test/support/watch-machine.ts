import { setup } from 'xstate';
import { type ClockEvent, type Opening, procedure, type WithPolicy } from '../../statechart/procedure';

type Event = { readonly type: 'GO' | 'HOLD' | 'FINISH' | 'REOPEN' | 'WATCH' } | ClockEvent<'work' | 'review' | 'watch'>;

/** Work that waits to be begun, can be held, finished and opened again, with two clocks on it; and something that is watched for a year. */
const machine = setup({
  types: { context: {} as WithPolicy, events: {} as Event, input: {} as Opening },
}).createMachine({
  id: 'watch',
  context: ({ input: { policy } }) => ({ policy }),
  initial: 'waiting',
  states: {
    waiting: { tags: 'held', on: { GO: 'working', WATCH: 'watching' } },
    working: { tags: 'working', on: { HOLD: 'waiting', FINISH: 'finished' } },
    watching: { tags: 'watched' },
    finished: { on: { REOPEN: 'working' } },
  },
});

const title = { zh: '时限', en: 'limit' };

export const watch = procedure({
  name: 'watch',
  version: 1,
  title,
  source: [],
  clocks: {
    work: { title, runsIn: 'working', pausedIn: { customer: 'held' } },
    review: { title, runsIn: 'working', pausedIn: { customer: 'held' } },
    watch: { title, runsIn: 'watched' },
  },
  pauses: { customer: { zh: '等待客户', en: 'waiting for the customer' } },
  machine,
});
