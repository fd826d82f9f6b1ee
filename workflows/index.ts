/** `duecourse/workflow`: what a file bundled by Temporal imports. */
export { type DurableWorkflow, durable } from './durable';
export type { ActionOptions, ActorOptions, DurableOptions } from './options';
