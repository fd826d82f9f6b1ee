import { fromCallback, fromPromise, setup } from 'xstate';
import { activitiesOf } from '../../../worker';

const inner = setup({ actors: { deep: fromPromise(async () => 1) } }).createMachine({
  id: 'inner',
  initial: 'a',
  states: { a: { invoke: { id: 'deep', src: 'deep' } } },
});

test('promise actors are activities called <machine id>.<actor>, also of the machines inside', () => {
  const machine = setup({ actors: { outer: fromPromise(async () => 1), inner } }).createMachine({
    id: 'order',
    initial: 'a',
    states: {
      a: {
        invoke: [
          { id: 'outer', src: 'outer' },
          { id: 'inner', src: 'inner' },
        ],
      },
    },
  });
  expect(Object.keys(activitiesOf(machine)).sort()).toEqual(['inner.deep', 'order.outer']);
});

test('a machine that cannot last is refused when the worker is made, in words', () => {
  const machine = setup({ actors: { listen: fromCallback(() => undefined) } }).createMachine({
    id: 'order',
    initial: 'a',
    states: { a: { invoke: { id: 'listen', src: 'listen' } } },
  });
  expect(() => activitiesOf(machine)).toThrow(
    expect.objectContaining({ code: 'MACHINE_CANNOT_LAST', message: expect.stringContaining('listen') }),
  );
});
