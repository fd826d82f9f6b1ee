import { houseWorkflow } from '../../workflows/house';

/** The procedures of the house, but every settled step begins a new run: nothing may depend on the run. */
export default houseWorkflow({ continueAsNewAfter: 1 });
