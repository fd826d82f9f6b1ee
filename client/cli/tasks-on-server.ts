import { isTask } from '../../machines/every-case/tasks';
import type { Task, TaskFilter } from '../../register/tasks';
import type { Desk } from '../desk';
import { nextOf } from './case-document';
import { casesOnServer, MOST } from './cases-on-server';

const AT_ONCE = 20;

/** What is to be done as the cases themselves say it, without a register; who holds a case is not known then. */
export async function tasksOnServer(
  desk: Desk,
  { procedure, role, dueBefore }: Omit<TaskFilter, 'limit'>,
): Promise<Task[]> {
  const open = await casesOnServer(
    desk,
    { status: 'open', limit: MOST, ...(procedure !== undefined && { procedure }) },
    false,
  );
  const tasks: Task[] = [];
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const some = await Promise.all(
      open.slice(at, at + AT_ONCE).map(async ({ id, procedure: of, leftMs }): Promise<Task> => {
        const { view, entry } = await desk.show(id);
        const steps = nextOf(view, entry).flatMap(({ event, by }) =>
          isTask(event) ? by.map(each => ({ event, role: each, holder: null })) : [],
        );
        return {
          case: id,
          procedure: of,
          ...(leftMs !== undefined && { due: Date.now() + leftMs }),
          steps: steps.filter(step => role === undefined || step.role === role),
        };
      }),
    );
    tasks.push(...some);
  }
  return tasks.filter(
    ({ steps, due }) => steps.length > 0 && (dueBefore === undefined || (due ?? Number.POSITIVE_INFINITY) < dueBefore),
  );
}
