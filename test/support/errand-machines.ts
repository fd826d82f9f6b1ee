import { assign, fromPromise, setup } from 'xstate';

/** The world outside: an errand is over when the test says so. */
export const town = {
  walks: [] as string[],
  waiting: [] as (() => void)[],
  /** Ends every errand that is under way. */
  arrive(): void {
    for (const end of town.waiting.splice(0)) end();
  },
};

const errands = setup({
  types: {
    context: {} as { notes: readonly string[] },
    events: {} as { type: 'NOTE'; note: string } | { type: 'END' },
  },
  actors: {
    walk: fromPromise<string, { to: string }>(async ({ input, signal }) => {
      town.walks.push(input.to);
      await new Promise<void>((resolve, reject) => {
        town.waiting.push(resolve);
        signal.addEventListener('abort', () => reject(new Error('called back')));
      });
      return 'there';
    }),
  },
  actions: {
    note: assign(({ context, event }) => (event.type === 'NOTE' ? { notes: [...context.notes, event.note] } : {})),
  },
});

/** Somebody is on the way for as long as it takes; meanwhile notes are taken. In the second version one comes back to another state. */
const errandMachine = (back: string) =>
  errands.createMachine({
    id: 'errand',
    context: { notes: [] },
    initial: 'out',
    on: { NOTE: { actions: 'note' }, END: '.over' },
    states: {
      out: { invoke: { id: 'walk', src: 'walk', input: { to: 'market' }, onDone: back } },
      [back]: {},
      over: { type: 'final' },
    },
    output: ({ context }) => context.notes,
  });

export const errandOne = errandMachine('back');
export const errandTwo = errandMachine('home');
