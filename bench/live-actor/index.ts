/** What is measured as "live actor". */
export { liveComplaint as 'customer-complaint' } from './complaint.workflow';
