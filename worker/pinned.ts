import type { WorkerOptions } from '@temporalio/worker';

/**
 * Options of a worker whose cases stay on its build (Temporal's Worker Versioning): a run begins and ends on one build, and the next run
 * begins on whichever is current by then. `deployment` is `name/build`, e.g. `service-centre/2026.11.1`.
 */
export function pinnedTo(deployment: string): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  const at = deployment.indexOf('/');
  return {
    workerDeploymentOptions: {
      version: { deploymentName: deployment.slice(0, at), buildId: deployment.slice(at + 1) },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'PINNED',
    },
  };
}
