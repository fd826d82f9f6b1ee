import type { Channel } from './channel';
import { notifyBy } from './notify';
import type { Templates } from './templates';

export interface Outside {
  readonly channel: Channel;
  readonly templates: Templates;
}

/** Everything that the procedures of the house do in the world, as Temporal activities. */
export const createActivities = ({ channel, templates }: Outside) => ({ notify: notifyBy(channel, templates) });
