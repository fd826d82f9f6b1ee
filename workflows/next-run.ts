import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';

/** Begins another run; on a worker that pins its cases to a build, the next run goes to the build that is current. */
export const nextRun = (...args: unknown[]): Promise<never> =>
  makeContinueAsNewFunc(
    workflowInfo().currentDeploymentVersion === undefined ? {} : { initialVersioningBehavior: 'AUTO_UPGRADE' },
  )(...args);
