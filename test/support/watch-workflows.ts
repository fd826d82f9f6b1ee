import { durableProcedure } from '../../workflows/durable';
import { watch as procedure } from './watch-machine';

const roles = { by: ['agent'], title: { zh: '事件', en: 'event' }, check: () => undefined };

/** A procedure of tests: everything fits, and an agent may send it all. */
export const watch = durableProcedure(
  procedure,
  {},
  {
    checkInput: () => undefined,
    fields: {},
    events: { GO: roles, HOLD: roles, FINISH: roles, REOPEN: roles, WATCH: roles },
  },
);
