import { houseWorkflow } from './house';

/** What the worker of the house bundles: Temporal calls the default export for any workflow type that has no export of its own. */
export default houseWorkflow();
