import { assign, sendParent, sendTo, setup } from 'xstate';

/** A review that asks back once and says how it goes on the way. Runs on its own or inside another case. */
export const reviewMachine = setup({
  types: {
    context: {} as { subject: string; note: string },
    input: {} as { subject: string },
    output: {} as { verdict: string },
  },
  delays: { patience: 86_400_000 },
}).createMachine({
  id: 'review',
  context: ({ input }) => ({ subject: input.subject, note: '' }),
  initial: 'reading',
  states: {
    reading: {
      entry: sendParent({ type: 'review.begun' }),
      on: { NOTE: { target: 'thinking', actions: assign({ note: ({ event }) => event.note }) } },
      after: { patience: 'expired' },
    },
    thinking: { on: { DECIDE: 'decided' } },
    decided: { type: 'final' },
    expired: { type: 'final' },
  },
  output: ({ context }) => ({ verdict: `${context.subject}: ${context.note || 'nothing said'}` }),
});

/** A proposal that is reviewed. */
export const proposalMachine = setup({
  types: {
    context: {} as { begun: boolean; verdict?: string },
    input: {} as { subject: string },
    output: {} as { verdict?: string },
  },
  actors: { review: reviewMachine },
}).createMachine({
  id: 'proposal',
  context: { begun: false },
  initial: 'reviewing',
  on: { 'review.begun': { actions: assign({ begun: true }) } },
  states: {
    reviewing: {
      invoke: {
        id: 'review',
        src: 'review',
        input: { subject: 'roof' },
        onDone: { target: 'done', actions: assign({ verdict: ({ event }) => event.output.verdict }) },
      },
      on: {
        TELL: { actions: sendTo('review', ({ event }) => ({ type: 'NOTE', note: event.note })) },
        DECIDE: { actions: sendTo('review', { type: 'DECIDE' }) },
        DROP: 'dropped',
      },
    },
    done: { type: 'final' },
    dropped: { type: 'final' },
  },
  output: ({ context }) => ({ verdict: context.verdict }),
});
