import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { LogEntry } from '@temporalio/worker';
import { fileLedger } from '../../activities/messages/file-ledger';
import type { Entry } from '../../activities/messages/ledger';
import { partsOf } from '../../activities/messages/message';
import { HOUR } from '../../time/duration';
import { quiet } from '../support/history';
import { inFolder } from '../support/in-folder';
import { policyWith } from '../support/policy';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';
import { type SmtpSide, smtpSide } from '../support/smtp-side';
import { overhear } from '../support/workers';

jest.setTimeout(120_000);

const NAMES = { manager: '方立', supervisor: '邱敏', gm: '贺强' };
const [folder, removePolicy] = inFolder();
const log: LogEntry[] = [];
let mail: SmtpSide;
let centre: ServiceCentre;

const manager = (more = '') =>
  `  - { id: m01, name: ${NAMES.manager}, roles: [manager], reach: [{ email: fang@example.com }]${more} }\n`;
const supervisor = (more = '') =>
  `  - { id: s01, name: ${NAMES.supervisor}, roles: [supervisor], lang: en, reach: [{ email: qiu@example.com }]${more} }\n`;
const gm = `  - { id: g01, name: ${NAMES.gm}, roles: [gm], reach: [{ email: he@example.com }] }\n`;
const directory = (...people: readonly string[]) =>
  writeFileSync(join(folder, 'directory.yaml'), `people:\n${people.join('')}`);

beforeAll(async () => {
  overhear(entry => log.push(entry));
  mail = await smtpSide();
  const policy = policyWith(
    folder,
    `channels:
  mail: { type: smtp, host: 127.0.0.1, port: ${mail.port}, tls: never, from: service@example.com }
routes: { staff: [mail] }
`,
  );
  directory(manager(), supervisor(), gm);
  centre = await serviceCentre({ taskQueue: 'directory', policy });
});
afterAll(async () => {
  await centre?.stop();
  await mail?.stop();
  removePolicy();
});

/** A complaint that nobody answers in time; answers with what the record has of telling the manager so. */
async function missed(id: string): Promise<Entry> {
  const input = { complainant: { name: '欧阳' }, channel: 'phone', subject: '延迟交货', content: '订单晚到三天。' };
  await centre.desk.start('customer-complaint', { id, input, by: { role: 'agent' } });
  await centre.desk.send(id, 'JUDGED', { grounded: true, finding: '属实。', liable: 'after-sales' }, { role: 'agent' });
  await centre.desk.forward(id, 73 * HOUR);
  await quiet(centre.desk.cases.temporal, id);
  const entries = await fileLedger(join(centre.dataDir, 'messages')).list({ case: id });
  return entries.find(({ message }) => message.template === 'reply-overdue' && message.to === 'manager')!;
}

const directed = ({ message }: Entry) => message.directed;

test('a missed deadline tells the manager, by e-mail to the address in the directory', async () => {
  directory(manager(), supervisor(), gm);
  const entry = await missed('directory-manager');
  expect(entry).toMatchObject({
    state: 'accepted',
    message: { channel: 'mail', address: 'fang@example.com', lang: 'zh' },
  });
  expect(directed(entry)).toEqual({ asked: ['manager'], role: 'manager', person: 'm01', passed: [] });
  const { step, rung } = partsOf(entry.message.key);
  expect(entry.message.key).toBe(`directory-manager/${step}/${rung}/manager/mail`);
  expect(mail.mails.map(({ to }) => to)).toContain('fang@example.com');
});

test('a manager who is away is stood in for by the deputy, in the deputy’s language', async () => {
  directory(manager(', away: true, deputy: s01'), supervisor(), gm);
  const before = mail.mails.length;
  const entry = await missed('directory-deputy');
  expect(directed(entry)).toEqual({
    asked: ['manager'],
    role: 'manager',
    person: 's01',
    deputyFor: 'm01',
    passed: [{ role: 'manager', person: 'm01', why: 'away' }],
  });
  const mails = mail.mails.slice(before);
  expect(mails.map(({ to }) => to)).not.toContain('fang@example.com');
  expect(mails.find(({ subject }) => subject === entry.message.texts.en.subject)?.to).toBe('qiu@example.com');
});

test('nobody there: the next level is told, and it is on record', async () => {
  directory(manager(', away: true, deputy: s01'), supervisor(', away: true'), gm);
  const entry = await missed('directory-next-level');
  expect(entry.message.address).toBe('he@example.com');
  expect(directed(entry)).toEqual({
    asked: ['manager'],
    role: 'gm',
    person: 'g01',
    passed: [
      { role: 'manager', person: 'm01', why: 'away' },
      { role: 'manager', person: 's01', why: 'away' },
    ],
  });
});

test('nobody at all: the message is on record as one that has no address, with everybody who was looked for, and the case goes on', async () => {
  directory(manager(', away: true'));
  const entry = await missed('directory-nobody');
  expect(entry).toMatchObject({ state: 'failed-for-good', reason: expect.stringContaining('NO_ADDRESS') });
  expect(directed(entry)?.passed.map(({ role }) => role)).toEqual(['manager', 'gm', 'chairman']);
  expect((await centre.desk.show('directory-nobody')).view.status).toBe('active');
});

test('an edit that is broken is refused in the log, and the people that stood there before are told', async () => {
  directory(manager(), gm);
  await missed('directory-before');
  directory(manager(), gm.replace('[gm]', '[boss]'));
  expect((await missed('directory-broken')).message.directed?.person).toBe('m01');
  expect(log.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^BAD_DIRECTORY: .*Mistakes at 3:/));
});

test('neither the log nor a case’s history names anybody of the directory', async () => {
  const { events = [] } = await centre.desk.cases.temporal.workflow.getHandle('directory-nobody').fetchHistory();
  const said = [
    JSON.stringify(events),
    ...log.map(({ message, meta }) => `${message} ${inspect(meta, { depth: 10 })}`),
  ];
  const personal = [...Object.values(NAMES), 'fang@', 'qiu@', 'he@example'];
  expect(said.filter(line => personal.some(each => line.includes(each)))).toEqual([]);
});
