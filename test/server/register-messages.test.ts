import { differencesOf } from '../../register/check';
import { followMessages } from '../../register/follow-messages';
import { type MessageRecord, messagesOnRecord, writeMessages } from '../../register/messages';
import { openRegister, type Register } from '../../register/open';
import { rebuild } from '../../register/rebuild';
import { messageSource } from '../../worker/messages';
import { repairScenarios } from '../scenarios/repair';
import { play } from '../scenarios/scenario';
import { databases, sayTested, type TestDatabase } from '../support/databases';
import { quiet } from '../support/history';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(180_000);

const AT = Date.UTC(2026, 10, 23, 1);
const messageOf = (key: string, revision: number, state: string): MessageRecord => ({
  key,
  case: 'a',
  template: 'received',
  receiver: 'customer',
  channel: 'sms',
  state,
  at: AT,
  changed: AT + revision,
  revision,
});

describe.each(databases)('messages in %s', (name, start) => {
  let database: TestDatabase;
  let register: Register;
  let centre: ServiceCentre;

  beforeAll(async () => {
    database = await start();
    sayTested(database.version);
    register = openRegister(database.url);
    centre = await serviceCentre({ taskQueue: `register-messages-${name}`, database: database.url });
    await centre.registered();
  });
  afterAll(async () => {
    await centre?.stop();
    await register?.close();
    await database?.stop();
  });

  const source = () => messageSource({ dataDir: centre.dataDir });
  const client = () => centre.desk.cases.temporal;

  test('every message of a case is on record as the ledger has it, and nothing of whom it reached or what it said', async () => {
    const id = await play(centre.desk, repairScenarios.inTime, `said-${name}`);
    await quiet(client(), id);
    await centre.registered();
    const rows = await messagesOnRecord(register.db, id);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'delivered'));
    expect(await source().list({ case: id })).toEqual(rows);
    expect(JSON.stringify(rows)).not.toMatch(/1380|测试|地址/);
    expect(await differencesOf(client(), register.db, id, source())).toEqual([]);
  });

  test('what the register has otherwise is told by the check, and right again once it is rebuilt', async () => {
    const id = await play(centre.desk, repairScenarios.inTime, `said-otherwise-${name}`);
    await quiet(client(), id);
    await centre.registered();
    await register.db.updateTable('messages').set({ state: 'dead' }).where('case_id', '=', id).execute();
    expect(await differencesOf(client(), register.db, id, source())).toEqual([{ case: id, what: 'messages' }]);
    await rebuild({ client: client(), taskQueue: centre.taskQueue }, register.db, () => {}, source());
    expect(await differencesOf(client(), register.db, id, source())).toEqual([]);
  });

  test('a message that moves on is written over, one that comes late or twice changes nothing', async () => {
    await writeMessages(register.db, [
      messageOf('a/1/1/customer/sms', 0, 'pending'),
      messageOf('a/2/1/customer/sms', 3, 'delivered'),
    ]);
    await writeMessages(register.db, [
      messageOf('a/1/1/customer/sms', 2, 'accepted'),
      messageOf('a/2/1/customer/sms', 2, 'accepted'),
    ]);
    await writeMessages(register.db, [messageOf('a/1/1/customer/sms', 2, 'dead')]);
    expect((await messagesOnRecord(register.db, 'a')).map(({ state }) => state)).toEqual(['accepted', 'delivered']);
  });

  test('what was said while nobody followed is found at the start, and what was told afterwards is read from the ledger', async () => {
    const ledger = new Map([['b', messageOf('b/1/1/agent/outbox', 0, 'pending')]]);
    const follower = followMessages({
      url: database.url,
      source: { get: async key => ledger.get(key), list: async () => [...ledger.values()] },
    });
    await follower.settled();
    ledger.set('b', messageOf('b/1/1/agent/outbox', 2, 'delivered'));
    follower.changed('b');
    await follower.settled();
    await follower.stop();
    const row = await register.db
      .selectFrom('messages')
      .selectAll()
      .where('key', '=', 'b/1/1/agent/outbox')
      .executeTakeFirst();
    expect(row).toMatchObject({ state: 'delivered', revision: 2 });
  });
});
