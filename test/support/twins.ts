import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleOptions } from '../../worker/bundle';

/** The procedures written by hand, bundled under the same options as ours. */
export function bundleTwins(): Promise<WorkflowBundleWithSourceMap> {
  const workflowsPath = require.resolve('../twins');
  return bundleWorkflowCode({
    workflowsPath,
    logger: new DefaultLogger('WARN'),
    ...bundleOptions({ preload: [workflowsPath] }),
  });
}
