import { type AnyStateMachine, assign, createMachine } from 'xstate';
import { durable } from '../../workflows';
import { counterMachine } from './counter-machine';

const stumble = assign(({ event }: { event: { sender?: { name?: string } } }) => {
  if (event.sender?.name === undefined) throw new TypeError('this sender has no name');
  return {};
});

const { config } = counterMachine;
const buggy = {
  ...config,
  states: { ...config.states, counting: { on: { COUNT: { actions: stumble }, STOP: 'stopped' } } },
};

/** A counter with a bug: it takes every sender for a person. */
export const counter = durable(createMachine(buggy as never) as unknown as AnyStateMachine, { searchAttributes: true });

interface Names {
  names: readonly string[];
}

/** Takes down who came, for three days, and has no idea of people without a name. */
const guestBook = createMachine({
  types: {} as { context: Names; events: { type: 'CAME'; name: string | null } },
  id: 'guest-book',
  context: { names: [] },
  initial: 'open',
  states: {
    open: {
      on: {
        CAME: { actions: assign(({ context, event }) => ({ names: [...context.names, event.name!.toUpperCase()] })) },
      },
      after: { 259200000: 'closed' },
    },
    closed: { type: 'final' },
  },
});

export const guests = durable(guestBook, { searchAttributes: true });
