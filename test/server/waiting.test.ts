import { join } from 'node:path';
import { fileLedger } from '../../activities/messages/file-ledger';
import type { Entry, MessageLedger } from '../../activities/messages/ledger';
import { PERSON } from '../support/a-message';
import { ledgerOf, quiet } from '../support/history';
import { inFolder } from '../support/in-folder';
import { policyWith } from '../support/policy';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';
import { type SmppSide, smppSide } from '../support/smpp-side';

jest.setTimeout(120_000);

/** 22:00 and 09:00 in the house, whatever the time is where the tests run. */
const EVENING = Date.UTC(2026, 10, 23, 14, 0);
const MORNING = Date.UTC(2026, 10, 24, 1, 0);

const [folder, removePolicy] = inFolder();
let sms: SmppSide;
let now = EVENING;
let centre: ServiceCentre;
let ledger: MessageLedger;

beforeAll(async () => {
  sms = await smppSide();
  const policy = policyWith(
    folder,
    `channels:
  sms: { type: smpp, host: 127.0.0.1, port: ${sms.port}, systemId: duecourse, password: { env: PATH }, from: "10690001" }
routes: { customer: [sms, outbox] }
when: {}
`,
  );
  centre = await serviceCentre({ taskQueue: 'waiting', policy, clock: () => now });
  ledger = fileLedger(join(centre.dataDir, 'messages'));
});
afterAll(async () => {
  await centre?.stop();
  await sms?.stop();
  removePolicy();
});
beforeEach(() => {
  now = EVENING;
});

const agent = { role: 'agent' };

/** Opens a complaint and waits until it has said what it has to say; answers with the message to the customer. */
async function complain(id: string, phone: string | undefined = PERSON.phone): Promise<Entry> {
  const complainant = { name: PERSON.name, ...(phone !== undefined && { phone }) };
  const input = { complainant, channel: 'phone', subject: '延迟交货', content: '订单晚到三天。' };
  await centre.desk.start('customer-complaint', { id, input, by: agent });
  await quiet(centre.desk.cases.temporal, id);
  return (await toCustomer(id))[0]!;
}

const toCustomer = async (id: string) =>
  (await ledger.list({ case: id })).filter(({ message }) => message.to === 'customer');

test('an SMS at night is held, costs its case nothing, and goes once in the morning, also when the case is closed and the worker is another', async () => {
  const held = await complain('waiting-night');
  expect(held).toMatchObject({ state: 'held', reason: 'quiet-hours', until: MORNING });
  expect(sms.parts).toEqual([]);
  now = EVENING - 3 * 3_600_000;
  await complain('waiting-day', '13800138000');
  const { temporal } = centre.desk.cases;
  expect(await ledgerOf(temporal, 'waiting-night')).toEqual(await ledgerOf(temporal, 'waiting-day'));

  now = EVENING;
  await centre.desk.send('waiting-night', 'JUDGED', { grounded: false, finding: '查无此事。' }, agent);
  await quiet(temporal, 'waiting-night');
  await centre.stopWorker();
  now = MORNING;
  const before = sms.parts.length;
  await centre.startWorker();
  await centre.lookAtKept();
  const entries = await toCustomer('waiting-night');
  expect(entries.map(({ state }) => state)).toEqual(entries.map(() => 'accepted'));
  const heard = sms.received().filter(({ to }) => to === `86${PERSON.phone}`);
  expect(heard).toHaveLength(entries.length);
  expect(sms.parts.length).toBeGreaterThan(before);
  await centre.lookAtKept();
  expect(sms.received().filter(({ to }) => to === `86${PERSON.phone}`)).toHaveLength(entries.length);
});
