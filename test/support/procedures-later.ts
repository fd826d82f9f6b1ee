import { type AnyStateMachine, createMachine } from 'xstate';
import { procedures } from '../../machines';
import { define } from '../../statechart/definition';
import type { Procedure } from '../../statechart/procedure';
import { houseWorkflow } from '../../workflows/house';

/** A later version of a procedure, as a rule of next year would make it: an order that waits for somebody to be sent can be closed as repaired. */
function later(procedure: Procedure): Procedure {
  const { config, implementations } = procedure.machine;
  const { reported, ...states } = config.states as { reported: { on: object } };
  const next = {
    ...config,
    states: { reported: { ...reported, on: { ...reported.on, REPAIRED: 'awaiting-opinion' } }, ...states },
  };
  const machine = createMachine(next as never).provide(implementations as never) as unknown as AnyStateMachine;
  return {
    ...procedure,
    ...define(machine, { ...procedure, version: procedure.version + 1 }),
    earlier: [{ procedure, migration: {} }],
  };
}

/** The procedures of the house after the change: cases of both versions go on side by side. */
export default houseWorkflow(
  {},
  procedures.map(procedure => (procedure.name === 'repair-dispatch' ? later(procedure) : procedure)),
);
