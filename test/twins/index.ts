/** The procedures of the house as Temporal workflows written by hand: what a case may cost is measured against them. */
export { customerComplaint as 'customer-complaint' } from './customer-complaint.workflow';
export { repairDispatch as 'repair-dispatch' } from './repair-dispatch.workflow';
