import { workflowInfo } from '@temporalio/workflow';
import { fromPromise } from 'xstate';
import { durable } from '../../../workflows';
import { asSent } from '../../../workflows/durable';
import { type MachineSpec, machineOf } from './machine';

/** A case of a machine that nobody knew when the worker began: it comes in the case's memo, which goes along from run to run. */
export interface RandomCase {
  readonly spec: MachineSpec;
  /** ms */
  readonly tick: number;
  readonly continueAsNewAfter?: number | undefined;
}

/** Random machines do what a person would not write. */
const allow = Object.fromEntries(
  ['restarted-regions', 'unreachable-state', 'always-loop'].map(code => [code, 'a random machine']),
);
const once = { startToCloseTimeout: '3s', retry: { initialInterval: '100ms' } } as const;

export const random = asSent((...args) => {
  const { spec, tick, continueAsNewAfter } = workflowInfo().memo!.machine as RandomCase;
  const job = fromPromise<unknown, { job: string; fails: boolean }>(async () => undefined);
  const machine = machineOf(spec, { tick, outside: { job } });
  const options = {
    actors: { job: once },
    actions: { deed: once },
    allow,
    ...(continueAsNewAfter && { continueAsNewAfter }),
  };
  return durable(machine, options)(...args);
});
