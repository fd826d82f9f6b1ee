import { and, not, or, setup, stateIn } from 'xstate';
import { type Example, send } from '../harness';

const checked = setup({
  types: { context: {} as { n: number }, events: {} as { type: 'TRY' | 'BOTH' | 'NEVER' | 'IN' | 'FLIP'; n?: number } },
  guards: {
    atLeast: ({ context }, { min }: { min: number }) => context.n >= min,
    odd: ({ context }) => context.n % 2 === 1,
    small: not({ type: 'atLeast', params: { min: 10 } }),
    oddOrHuge: or(['odd', { type: 'atLeast', params: { min: 1000 } }]),
  },
});

export const guards: Example[] = [
  {
    name: 'guards by name, with parameters, and, or, not, stateIn',
    machine: checked.createMachine({
      id: 'guards',
      context: { n: 7 },
      type: 'parallel',
      states: {
        main: {
          initial: 'a',
          states: {
            a: {
              on: {
                TRY: [
                  { guard: { type: 'atLeast', params: ({ event }) => ({ min: event.n ?? 100 }) }, target: 'b' },
                  { guard: and(['odd', not('small')]), target: 'd' },
                ],
                BOTH: { guard: and(['odd', or([{ type: 'atLeast', params: { min: 50 } }, 'small'])]), target: 'c' },
                NEVER: { guard: not('oddOrHuge'), target: 'd' },
              },
            },
            b: { on: { BOTH: 'a', IN: { guard: stateIn({ side: 'on' }), target: 'c' } } },
            c: { on: { IN: { guard: stateIn('#guards.side.off'), target: 'd' } } },
            d: {},
          },
        },
        side: { initial: 'off', states: { off: { on: { FLIP: 'on' } }, on: { on: { FLIP: 'off' } } } },
      },
    }),
    script: [
      send('TRY'),
      send('NEVER'),
      send('TRY', { n: 5 }),
      send('IN'),
      send('FLIP'),
      send('IN'),
      send('IN'),
      send('FLIP'),
      send('IN'),
    ],
    ends: { value: { main: 'd', side: 'off' } },
  },
];
