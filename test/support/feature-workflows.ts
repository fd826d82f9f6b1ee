import { workflowInfo } from '@temporalio/workflow';
import { durable } from '../../workflows';
import { asSent } from '../../workflows/durable';
import { features } from './feature-machines';

const all = Object.values(features).map(({ machine }) => machine);
const once = new Map(all.map(machine => [machine.id, durable(machine)]));
const anew = new Map(all.map(machine => [machine.id, durable(machine, { continueAsNewAfter: 1 })]));
const asked = (): string => workflowInfo().memo!.machine as string;

/** Which machine it is stands in the memo of the case. */
export const feature = asSent((...args) => once.get(asked())!(...args));
/** The same, a new run after every step. */
export const featureAnew = asSent((...args) => anew.get(asked())!(...args));
