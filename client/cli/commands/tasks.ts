import { catalogue, entryOf } from '../../../machines/catalogue';
import { didYouMean } from '../../../machines/policy/suggest';
import { roles } from '../../../machines/roles';
import { type Task, type TaskFilter, tasksOnRecord } from '../../../register/tasks';
import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { csv } from '../csv';
import { houseZone } from '../house-zone';
import { dueBeforeOf, pageOf } from '../listing';
import { onRecord } from '../on-record';
import { during } from '../progress';
import { table } from '../render/table';
import { taskCells } from '../render/tasks';
import { tasksOnServer } from '../tasks-on-server';
import { linkTo, withDesk } from '../with-desk';

/** `duecourse tasks`: what is to be done, the nearest deadline first, a line a case. */
export async function tasks(cli: Cli, _: readonly string[], options: Options): Promise<void> {
  const { limit, skip } = pageOf(options);
  const settings = cli.settings();
  const zone = houseZone(settings.policy);
  const procedure = options.procedure as string | undefined;
  if (procedure !== undefined) entryOf(procedure);
  const dueBefore = dueBeforeOf(options, zone);
  const filter = {
    ...whose(cli, options),
    ...(procedure !== undefined && { procedure }),
    ...(dueBefore !== undefined && { dueBefore }),
  };
  const recorded = await onRecord(cli, settings, ({ db }) =>
    during(cli, cli.say('working'), tasksOnRecord(db, { ...filter, limit, skip })),
  );
  const found = recorded
    ? recorded.found
    : (await withDesk(cli, ({ desk }) => during(cli, cli.say('working'), tasksOnServer(desk, filter)), settings)).slice(
        skip,
      );
  const shown = found.slice(0, limit);
  const more = found.length > limit;
  if (options.csv) return void process.stdout.write(csv(...taskCells(cli, shown, zone)));
  const source = recorded ? 'register' : 'server';
  cli.result({ tasks: shown.map(task => documentOf(task, linkTo(settings, task.case))), more, source }, () => {
    if (shown.length === 0) return cli.say('nothingToDo');
    return `${table(cli, ...taskCells(cli, shown, zone))}${more ? `\n${cli.paint.dim(cli.say('moreListed'))}` : ''}`;
  });
}

/** Whose tasks are asked for. @throws DuecourseError `USAGE`, `NO_SENDER` */
function whose(cli: Cli, { mine, role }: Options): Pick<TaskFilter, 'role' | 'name'> {
  if (mine && role !== undefined) throw new DuecourseError('USAGE', 'Either --mine or --role, not both.');
  if (mine && !cli.sender)
    throw new DuecourseError('NO_SENDER', 'Say who you are for --mine: --as role:name or DUECOURSE_AS.');
  const named = mine ? cli.sender!.role : (role as string | undefined);
  if (named === undefined) return {};
  if (!Object.hasOwn(roles, named))
    throw new DuecourseError(
      'USAGE',
      `There is no role "${named}"${didYouMean(named, Object.keys(roles)) || '.'} Roles: ${Object.keys(roles).join(', ')}.`,
      { role: named },
    );
  const name = mine ? cli.sender!.name : undefined;
  return { role: named, ...(name !== undefined && { name }) };
}

/** The same step of several roles stands once. */
function documentOf({ case: id, procedure, due, steps }: Task, link: string | undefined) {
  const events = [...new Set(steps.map(({ event }) => event))];
  const { schema, procedure: known } = catalogue[procedure] ?? {};
  return {
    case: id,
    procedure,
    ...(known && { title: known.title }),
    ...(due !== undefined && { due: new Date(due).toISOString(), leftMs: due - Date.now() }),
    next: events.map(event => ({
      event,
      ...(schema?.events[event] && { title: schema.events[event].title }),
      by: steps.flatMap(step =>
        step.event === event ? { role: step.role, ...(step.holder !== null && { holder: step.holder }) } : [],
      ),
    })),
    ...(link !== undefined && { link }),
  };
}
