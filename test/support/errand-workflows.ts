import { durable } from '../../workflows';
import { errandOne, errandTwo } from './errand-machines';

const walk = { startToCloseTimeout: '60s', retry: { maximumAttempts: 1 } } as const;
const short = { continueAsNewAfter: 8 };

/** Its second version takes nobody over who has spoilt something. */
export const errand = durable(errandTwo, {
  version: 2,
  actors: { walk },
  earlier: [
    {
      version: 1,
      machine: errandOne,
      migration: {
        states: { 'errand.back': 'errand.home' },
        context: ({ notes }: { notes: readonly string[] }) => {
          if (notes.includes('spoilt')) throw new TypeError('nothing can be made of what is spoilt');
          return { notes };
        },
      },
    },
  ],
});

export const errandWaited = durable(errandOne, { ...short, actors: { walk } });
export const errandAgain = durable(errandOne, { ...short, actors: { walk: { ...walk, whenRunEnds: 'again' } } });
