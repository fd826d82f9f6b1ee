import { sql } from 'kysely';
import { migrateRegister } from '../../register/migrate';
import { migrations, SCHEMA } from '../../register/migrations';
import { openRegister, type Register } from '../../register/open';
import { writeRecords } from '../../register/write';
import { databases, sayTested, type TestDatabase } from '../support/databases';
import { BEGIN, recordOf } from '../support/records';

jest.setTimeout(120_000);

describe.each(databases)('the register in %s', (_, start) => {
  let database: TestDatabase;
  let register: Register;

  beforeAll(async () => {
    database = await start();
    sayTested(database.version);
  });
  afterAll(() => database?.stop());

  beforeEach(async () => {
    register = openRegister(database.url);
    await sql.raw(`drop schema if exists ${SCHEMA} cascade`).execute(register.db);
    await migrateRegister(register.db);
  });
  afterEach(() => register.close());

  const stepsOf = async (id: string) =>
    (await register.db.selectFrom('steps').select('seq').where('case_id', '=', id).orderBy('seq').execute()).map(
      ({ seq }) => seq,
    );
  const caseOf = (id: string) => register.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst();

  describe('migrations', () => {
    test('are applied once, in order', async () => {
      expect(await migrateRegister(register.db)).toEqual([]);
      expect(await migrateRegister(register.db, [...migrations, { name: 'more', sql: 'select 1' }])).toEqual([
        migrations.length + 1,
      ]);
    });

    test('two workers that start at once do not disturb each other', async () => {
      await sql.raw(`drop schema ${SCHEMA} cascade`).execute(register.db);
      const applied = await Promise.all([migrateRegister(register.db), migrateRegister(register.db)]);
      expect(applied.flat()).toEqual(migrations.map((_, i) => i + 1));
    });

    test.each([
      [
        'one of a later release',
        'REGISTER_TOO_NEW',
        `insert into ${SCHEMA}.register_migrations values (99, 'later', 'x')`,
      ],
      ['one that was edited', 'REGISTER_CHANGED', `update ${SCHEMA}.register_migrations set checksum = 'other'`],
      [
        'one that is missing',
        'REGISTER_CHANGED',
        `update ${SCHEMA}.register_migrations set number = 50 where number = 1`,
      ],
    ])('%s is refused in words, and nothing is changed', async (_, code, change) => {
      await sql.raw(change).execute(register.db);
      const known = [...migrations, { name: 'second', sql: migrations[0]!.sql }];
      const tried = code === 'REGISTER_TOO_NEW' ? migrations : known;
      await expect(migrateRegister(register.db, tried)).rejects.toMatchObject({ code });
    });

    test('one that fails leaves nothing behind', async () => {
      const broken = { name: 'broken', sql: `create table ${SCHEMA}.half (a int); select 1/0` };
      await expect(migrateRegister(register.db, [...migrations, broken])).rejects.toThrow(/division/);
      await expect(sql.raw(`select * from ${SCHEMA}.half`).execute(register.db)).rejects.toThrow(/half/);
      expect(await migrateRegister(register.db)).toEqual([]);
    });
  });

  describe('writing', () => {
    test('the same record twice changes nothing', async () => {
      await writeRecords(register.db, [recordOf('a', 3)]);
      const before = await caseOf('a');
      expect(await writeRecords(register.db, [recordOf('a', 3)])).toEqual({ fresh: [], gaps: [] });
      expect(await caseOf('a')).toEqual(before);
    });

    test('a late record changes nothing', async () => {
      await writeRecords(register.db, [recordOf('a', 5, { view: { value: 'handling' } })]);
      expect((await writeRecords(register.db, [recordOf('a', 3)])).fresh).toEqual([]);
      expect(await caseOf('a')).toMatchObject({ lines: 5, value: 'handling' });
      expect(await stepsOf('a')).toEqual([0, 1, 2, 3, 4]);
    });

    test('only the lines that are new are added', async () => {
      await writeRecords(register.db, [recordOf('a', 2)]);
      await writeRecords(register.db, [recordOf('a', 4, { since: 2 })]);
      expect(await stepsOf('a')).toEqual([0, 1, 2, 3]);
    });

    test('a record that would leave a gap is not taken', async () => {
      await writeRecords(register.db, [recordOf('a', 2)]);
      expect(await writeRecords(register.db, [recordOf('a', 6, { since: 4 })])).toEqual({ fresh: [], gaps: ['a'] });
      expect(await caseOf('a')).toMatchObject({ lines: 2 });
    });

    test('many at once, by several writers in any order, end where the newest is', async () => {
      const ids = Array.from({ length: 30 }, (_, i) => `case-${i}`);
      const rounds = [3, 1, 5, 2, 4].flatMap(lines => [
        ids.map(id => recordOf(id, lines)),
        [...ids].reverse().map(id => recordOf(id, lines)),
      ]);
      await Promise.all(rounds.map(records => writeRecords(register.db, records)));
      const rows = await register.db.selectFrom('cases').select(['id', 'lines']).execute();
      expect(rows.map(({ lines }) => lines)).toEqual(ids.map(() => 5));
      expect(await stepsOf('case-7')).toEqual([0, 1, 2, 3, 4]);
    });

    test('a case that has ended is not opened again by what was read before', async () => {
      const done = recordOf('a', 3, { status: 'closed', closed: BEGIN + 1, historyLength: 12 });
      await writeRecords(register.db, [done]);
      await writeRecords(register.db, [recordOf('a', 3, { historyLength: 11 })]);
      expect(await caseOf('a')).toMatchObject({ status: 'closed' });
      expect(await register.db.selectFrom('tasks').selectAll().execute()).toEqual([]);
    });

    test('deadlines and tasks are those of now; a task is held by who of its role acted last', async () => {
      await writeRecords(register.db, [recordOf('a', 3)]);
      await writeRecords(register.db, [
        recordOf('a', 4, { since: 3, view: { accepts: ['CALLED_BACK'], deadlines: [] } }),
      ]);
      expect(await register.db.selectFrom('deadlines').selectAll().execute()).toEqual([]);
      const tasks = await register.db.selectFrom('tasks').select(['event', 'role', 'holder', 'due_at']).execute();
      expect(tasks).toEqual([
        { event: 'CALLED_BACK', role: 'agent', holder: 'li-3', due_at: Number.POSITIVE_INFINITY },
      ]);
    });

    test('what the database cannot keep in a text becomes a sign for it, and nothing else is changed', async () => {
      const said = `半个字 \ud83d, 零\u0000, "引号" \\u0000, emoji 😀`;
      await writeRecords(register.db, [
        recordOf('a', 1, { view: { context: { complainant: { name: said }, content: said } } }),
      ]);
      const kept = said.replace('\ud83d,', '\ufffd,').replace('\u0000', '\ufffd');
      expect(await caseOf('a')).toMatchObject({
        person: kept,
        context: { complainant: { name: kept }, content: kept },
      });
    });
  });
});
