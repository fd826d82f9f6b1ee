import type { Settings } from '../../../config/settings';
import { entryOf, housePolicy } from '../../../machines/catalogue';
import { casesOnRecord, type Sort, sorts } from '../../../register/list';
import { asSeen, seersOf, sees } from '../../../register/sight';
import type { Calendar } from '../../../time/add';
import { DuecourseError } from '../../../time/error';
import type { ListFilter } from '../../list';
import { casesOnServer, type ListedRow, MOST } from '../cases-on-server';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { csv } from '../csv';
import { houseZone } from '../house-zone';
import { dueBeforeOf, pageOf } from '../listing';
import { onRecord } from '../on-record';
import { during } from '../progress';
import { listCells, listText } from '../render/list';
import { linkTo, withDesk } from '../with-desk';

/** `duecourse list`: the nearest deadline first, then what has none, the newest first. */
export async function list(cli: Cli, _: readonly string[], options: Options): Promise<void> {
  const { limit, skip } = pageOf(options);
  const settings = cli.settings();
  const zone = houseZone(settings.policy);
  const filter = filterOf(options, zone);
  const order = orderOf(options);
  const policy = housePolicy(settings.policy);
  const recorded = await onRecord(cli, settings, ({ db }) =>
    during(cli, cli.say('working'), casesOnRecord(db, { ...filter, ...order, limit, skip })),
  );
  const found: readonly ListedRow[] = recorded
    ? recorded.found.map(({ person, phone, ahead, ...row }) => ({
        ...row,
        ...asSeen(sees(cli.sender?.role, seersOf(policy, row.procedure)), { person, phone }),
        ...(row.deadline !== undefined && { leftMs: row.deadline - Date.now() - ahead }),
      }))
    : (await fromServer(cli, settings, filter, options.overdue === true)).slice(skip);
  const rows = found.slice(0, limit);
  const more = found.length > limit;
  if (options.csv) return void process.stdout.write(csv(...listCells(cli, rows, zone)));
  cli.result(
    { cases: rows.map(row => documentOf(row, settings)), more, source: recorded ? 'register' : 'server' },
    () => `${listText(cli, rows, zone)}${more ? `\n${cli.paint.dim(cli.say('moreListed'))}` : ''}`,
  );
}

const fromServer = (cli: Cli, settings: Settings, filter: ListFilter, overdue: boolean): Promise<ListedRow[]> =>
  withDesk(
    cli,
    ({ desk }) => during(cli, cli.say('working'), casesOnServer(desk, { ...filter, limit: MOST }, overdue)),
    settings,
  );

function filterOf(options: Options, zone: Calendar): ListFilter {
  if (options.open && options.closed) throw new DuecourseError('USAGE', 'Either --open or --closed, not both.');
  const procedure = options.procedure as string | undefined;
  if (procedure !== undefined) entryOf(procedure);
  const dueBefore = dueBeforeOf(options, zone);
  return {
    ...(procedure !== undefined && { procedure }),
    ...(options.tag !== undefined && { tag: String(options.tag) }),
    ...(options.closed ? { status: 'closed' } : options.open || options.overdue ? { status: 'open' } : {}),
    ...(dueBefore !== undefined && { dueBefore }),
  };
}

function orderOf({ sort, reverse }: Options): { readonly sort?: Sort; readonly reverse: boolean } {
  const known = sorts.find(name => name === sort);
  if (sort !== undefined && !known)
    throw new DuecourseError('USAGE', `--sort takes ${sorts.join(', ')}, not "${String(sort)}".`);
  return { reverse: reverse === true, ...(known && { sort: known }) };
}

function documentOf({ started, closed, deadline, leftMs, ...row }: ListedRow, settings: Settings) {
  const page = linkTo(settings, row.id);
  return {
    ...row,
    started: iso(started),
    ...(closed !== undefined && { closed: iso(closed) }),
    ...(deadline !== undefined && closed === undefined && { deadline: iso(deadline) }),
    ...(leftMs !== undefined && { leftMs }),
    ...(page !== undefined && { link: page }),
  };
}

const iso = (at: number): string => new Date(at).toISOString();
