/** `duecourse/worker`: what a worker process imports. */
export { type ActorActivity, activitiesOf } from './activities';
export { bundleOptions, type DuecourseBundle } from './bundle';
export { pinnedTo } from './pinned';
