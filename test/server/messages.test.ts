import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { LogEntry } from '@temporalio/worker';
import { fileLedger } from '../../activities/messages/file-ledger';
import type { Entry } from '../../activities/messages/ledger';
import { PERSON } from '../support/a-message';
import { quiet } from '../support/history';
import { inFolder } from '../support/in-folder';
import { policyWith } from '../support/policy';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';
import { type SmppSide, smppSide } from '../support/smpp-side';
import { type SmtpSide, smtpSide } from '../support/smtp-side';
import { overhear } from '../support/workers';

jest.setTimeout(120_000);

const [folder, removePolicy] = inFolder();
const log: LogEntry[] = [];
let mail: SmtpSide;
let sms: SmppSide;
let centre: ServiceCentre;

beforeAll(async () => {
  overhear(entry => log.push(entry));
  mail = await smtpSide();
  sms = await smppSide();
  const policy = policyWith(
    folder,
    `channels:
  mail: { type: smtp, host: 127.0.0.1, port: ${mail.port}, tls: never, from: service@example.com }
  sms: { type: smpp, host: 127.0.0.1, port: ${sms.port}, systemId: duecourse, password: { env: PATH }, from: "10690001" }
routes: { customer: [sms, mail] }
`,
  );
  centre = await serviceCentre({ taskQueue: 'messages', policy });
});
afterAll(async () => {
  await centre?.stop();
  await mail?.stop();
  await sms?.stop();
  removePolicy();
});

/** Opens a complaint and waits until it has said what it has to say; answers with the message to the customer. */
async function complain(id: string, reached: object): Promise<Entry> {
  const complainant = { name: PERSON.name, ...reached };
  const input = { complainant, channel: 'phone', subject: '延迟交货', content: `${PERSON.name}的订单晚到三天。` };
  await centre.desk.start('customer-complaint', { id, input, by: { role: 'agent' } });
  await quiet(centre.desk.cases.temporal, id);
  const entries = await fileLedger(join(centre.dataDir, 'messages')).list({ case: id });
  return entries.find(({ message }) => message.to === 'customer')!;
}

/** What Temporal keeps of activities that failed for good. */
async function failuresOf(id: string): Promise<string[]> {
  const { events } = await centre.desk.cases.temporal.workflow.getHandle(id).fetchHistory();
  return (events ?? []).flatMap(({ activityTaskFailedEventAttributes: failed }) =>
    failed ? [JSON.stringify(failed.failure)] : [],
  );
}

const journalOf = async (id: string): Promise<string> => JSON.stringify((await centre.desk.show(id)).view.journal);

test('a customer with a phone gets an SMS, one with an e-mail address a mail, and everybody else’s message lies in the outbox', async () => {
  expect(await complain('messages-sms', { phone: PERSON.phone })).toMatchObject({
    state: 'accepted',
    message: { channel: 'sms' },
  });
  expect(await complain('messages-mail', { email: PERSON.email })).toMatchObject({
    state: 'accepted',
    message: { channel: 'mail' },
  });
  expect(sms.received().map(({ to }) => to)).toEqual([`86${PERSON.phone}`]);
  expect(mail.mails.map(({ to, subject }) => [to, subject])).toEqual([[PERSON.email, '已受理您的投诉 messages-mail']]);
});

test('a message that is refused stops nothing: it is on record, and the case goes on', async () => {
  mail.mood('refuses');
  const { state, reason } = await complain('messages-refused', { email: PERSON.email });
  expect([state, reason]).toEqual(['failed-for-good', expect.stringContaining('550')]);
  expect(await journalOf('messages-refused')).toContain('/customer/mail is failed-for-good: 550');
  const judged = { grounded: false, finding: '查无此事。' };
  mail.mood('takes');
  await centre.desk.send('messages-refused', 'JUDGED', judged, { role: 'agent' });
});

test('a message whose outcome nobody knows is sent once, and stops nothing', async () => {
  sms.mood('drops');
  const before = sms.parts.length;
  expect(await complain('messages-unknown', { phone: PERSON.phone })).toMatchObject({ state: 'unknown', attempts: 1 });
  expect(sms.parts).toHaveLength(before + 1);
  expect(await journalOf('messages-unknown')).toContain('/customer/sms is unknown: ');
  sms.mood('takes');
});

test('a message that cannot be sent now is tried again until it can', async () => {
  mail.mood('busy');
  const arrived = mail.arrival();
  const sent = complain('messages-greylisted', { email: PERSON.email });
  mail.refusals(2).then(() => mail.mood('takes'));
  await arrived;
  expect(await sent).toMatchObject({ state: 'accepted', attempts: 3 });
});

test.each([
  ['a landline', { phone: '0577-88881234' }, 'BAD_ADDRESS'],
  ['nothing at all', {}, 'NO_ADDRESS'],
])('a customer who left %s: failed for good, with the code', async (what, reached, code) => {
  const id = `messages-${what.replaceAll(' ', '-')}`;
  expect(await complain(id, reached)).toMatchObject({
    state: 'failed-for-good',
    reason: expect.stringContaining(code),
  });
});

test('logs of every level, file names, and failures in the journal and in the history name nobody', async () => {
  const ids = ['messages-refused', 'messages-unknown', 'messages-a-landline'];
  const journals = await Promise.all(ids.map(journalOf));
  const failures = journals.flatMap(journal => journal.match(/"error":"[^"]*"/g) ?? []);
  const kept = (await Promise.all(ids.map(failuresOf))).flat();
  const names = readdirSync(centre.dataDir, { recursive: true, encoding: 'utf8' });
  const said = log.map(({ level, message, meta }) => `${level} ${message} ${inspect(meta, { depth: 10 })}`);
  expect(new Set(log.map(({ level }) => level)).size).toBeGreaterThan(2);
  expect(said.join('\n')).toContain('is failed-for-good');
  expect(failures.length).toBeGreaterThan(2);
  expect(kept.length).toBeGreaterThan(2);
  const personal = [...Object.values(PERSON), '88881234', '订单晚到三天'];
  const telling = (lines: readonly string[]) => lines.filter(line => personal.some(each => line.includes(each)));
  expect([said, names, failures, kept].map(telling)).toEqual([[], [], [], []]);
});
