import { notifyBy, type Post } from './messages/notify';

/** Everything that the procedures of the house do in the world, as Temporal activities. */
export const createActivities = (post: Post) => ({ notify: notifyBy(post) });
