import { sql } from 'kysely';
import { casesOnRecord } from '../register/list';
import { migrateRegister } from '../register/migrate';
import { SCHEMA } from '../register/migrations';
import { openRegister } from '../register/open';
import { tasksQuery } from '../register/tasks';
import { writeRecords } from '../register/write';
import { databases } from '../test/support/databases';
import { recordOf } from '../test/support/records';

jest.setTimeout(600_000);

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function timed(work: () => Promise<unknown>, rounds = 21): Promise<string> {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return `${median(times).toFixed(1)} ms (longest ${Math.max(...times).toFixed(1)})`;
}

describe.each(databases)('%s', (name, start) => {
  test('rows a second, and tasks over 100,000 rows', async () => {
    const database = await start();
    const register = openRegister(database.url, { timeout: 300_000 });
    const { db } = register;
    try {
      await migrateRegister(db);
      print(`\n${database.version}`);

      const cases = name === 'PGlite' ? 320 : 1_600;
      const began = performance.now();
      for (let at = 0; at < cases; at += 16)
        await writeRecords(
          db,
          Array.from({ length: 16 }, (_, i) => recordOf(`written-${at + i}`, 5)),
        );
      const seconds = (performance.now() - began) / 1_000;
      const { rows } = await sql<{ n: number }>`select (select count(*) from ${sql.table(`${SCHEMA}.cases`)}) +
        (select count(*) from ${sql.table(`${SCHEMA}.steps`)}) + (select count(*) from ${sql.table(`${SCHEMA}.deadlines`)}) +
        (select count(*) from ${sql.table(`${SCHEMA}.tasks`)}) as n`.execute(db);
      print(`written: ${(cases / seconds).toFixed(0)} cases/s, ${(Number(rows[0]!.n) / seconds).toFixed(0)} rows/s`);

      await sql.raw(fill(25_000)).execute(db);
      await sql.raw(`analyze ${SCHEMA}.cases; analyze ${SCHEMA}.tasks`).execute(db);
      const { rows: count } = await sql<{
        n: string;
      }>`select count(*) as n from ${sql.table(`${SCHEMA}.tasks`)}`.execute(db);
      print(`rows in tasks: ${count[0]!.n}`);
      const asked = {
        tasks: { limit: 50 },
        'tasks --role engineer': { role: 'engineer', limit: 50 },
        'tasks --mine': { role: 'agent', name: 'li', limit: 50 },
        'tasks --overdue --role agent': { role: 'agent', dueBefore: Date.now(), limit: 50 },
        'tasks --page 20': { limit: 50, skip: 950 },
      };
      for (const [title, filter] of Object.entries(asked)) {
        print(`${title}: ${await timed(() => tasksQuery(db, filter).execute())}`);
        const plan = (await tasksQuery(db, filter).explain('text'))
          .map(line => Object.values(line as object)[0])
          .join('\n');
        if (/Seq Scan/.test(plan)) print(`  FULL SCAN\n${plan}`);
        else print(`  ${/Index.* using \w+ on tasks/.exec(plan)?.[0] ?? plan}`);
      }
      print(`list --open: ${await timed(() => casesOnRecord(db, { status: 'open', limit: 50 }))}`);
      print(
        `list --overdue: ${await timed(() => casesOnRecord(db, { status: 'open', dueBefore: Date.now(), limit: 50 }))}`,
      );
    } finally {
      await register.close();
      await database.stop();
    }
  });
});

/** Open cases with four tasks each, due over two months around now. */
const fill = (n: number): string => `
insert into ${SCHEMA}.cases (id, procedure, version, status, value, tags, revision, lines, position, started_at, changed_at, due_at, ahead_ms, context, accepts, incidents, run_id, history_length)
  select 'filled-' || i, case i % 2 when 0 then 'repair-dispatch' else 'customer-complaint' end, 1, 'open', '"a"', '{open}', 1, 1, 2,
    now() - i * interval '1 minute', now(), now() + (i * 7919 % 86400 - 43200) * interval '1 minute', 0, '{}', '[]', '[]', 'run', 1
  from generate_series(1, ${n}) i;
insert into ${SCHEMA}.tasks (case_id, event, role, holder, procedure, due_at)
  select c.id, e.event, e.role, case when c.revision = 1 and length(c.id) % 3 = 0 then 'li' end, c.procedure, c.due_at
  from ${SCHEMA}.cases c, (values ('A', 'agent'), ('B', 'agent'), ('B', 'engineer'), ('C', 'supervisor')) e (event, role)
  where c.id like 'filled-%';`;
