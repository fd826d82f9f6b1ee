import { setTimeout as delay } from 'node:timers/promises';
import { fileLedger } from '../../activities/messages/file-ledger';
import type { Entry } from '../../activities/messages/ledger';
import { quiet } from '../support/history';
import { inFolder } from '../support/in-folder';
import { type KillableCentre, killableCentre } from '../support/killable-centre';
import { policyWith } from '../support/policy';
import { type SmppSide, smppSide } from '../support/smpp-side';
import { type SmtpSide, smtpSide } from '../support/smtp-side';

/** How often the worker is killed, and how many cases begin meanwhile: `KILLS=200 CASES=100` for the long run. */
const KILLS = Number(process.env.KILLS ?? 20);
const CASES = Number(process.env.CASES ?? 40);
/** How long (ms) a worker lives at most once its first message is on the wire; an answer takes 50. */
const LIFE_MS = 80;
/** A worker that sends nothing lives so long (ms). */
const IDLE_MS = 2_000;

jest.setTimeout(300_000 + KILLS * 15_000);

const [folder, removePolicy] = inFolder();
let mail: SmtpSide;
let sms: SmppSide;
let centre: KillableCentre;
let entries: readonly Entry[];

const phoneOf = (n: number) => `139${String(n).padStart(8, '0')}`;
const emailOf = (n: number) => `customer${n}@example.com`;
const caseOf = (n: number) => `complaint-killed-${n}`;
const numbers = Array.from({ length: CASES }, (_, n) => n);
const bySms = numbers.filter(n => n % 2 === 0);
const byMail = numbers.filter(n => n % 2 === 1);

/** A number from 0 up to 1 that is the same in each run. */
let seed = 20_261_123;
function chance(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
}

beforeAll(async () => {
  mail = await smtpSide();
  sms = await smppSide();
  // Slow enough to be killed in the middle.
  mail.mood('late');
  sms.mood('late');
  const policy = policyWith(
    folder,
    `channels:
  mail: { type: smtp, host: 127.0.0.1, port: ${mail.port}, tls: never, from: service@example.com }
  sms: { type: smpp, host: 127.0.0.1, port: ${sms.port}, systemId: duecourse, password: { env: PATH }, from: "10690001" }
routes: { customer: [sms, mail] }
`,
  );
  centre = await killableCentre({ policy });
  const { temporal } = centre.desk.cases;

  let begun = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const upTo = Math.ceil((CASES * (kill + 1)) / KILLS);
    // They begin while no worker or a dying one is there, too: nobody waits for their first step.
    for (; begun < upTo; begun++) void begin(begun);
    const life = new AbortController();
    const idle = delay(IDLE_MS, undefined, { signal: life.signal }).catch(() => undefined);
    await Promise.race([mail.arrival(), sms.arrival(), idle]);
    life.abort();
    await delay(chance() * LIFE_MS);
    await centre.killWorker();
    await centre.startWorker();
  }
  for (const n of numbers) await begin(n);
  for (const n of numbers) await quiet(temporal, caseOf(n), 240_000);
  entries = await fileLedger(`${centre.dataDir}/messages`).list();
});

afterAll(async () => {
  await centre?.stop();
  await mail?.stop();
  await sms?.stop();
  removePolicy();
});

/** Begins a case once, however often it is asked for. */
async function begin(n: number): Promise<void> {
  const reached = n % 2 === 0 ? { phone: phoneOf(n) } : { email: emailOf(n) };
  const complainant = { name: `客户${n}`, ...reached };
  const input = { complainant, channel: 'phone', subject: '延迟交货', content: '订单晚到三天。' };
  await centre.desk
    .start('customer-complaint', { id: caseOf(n), input, by: { role: 'agent' } })
    .catch((error: { code?: string }) => {
      if (error.code !== 'CASE_EXISTS' && error.code !== 'NO_WORKER') throw error;
    });
}

const entryOf = (n: number): Entry | undefined =>
  entries.find(
    ({ message }) => message.case === caseOf(n) && message.to === 'customer' && message.template === 'received',
  );

test('every case has said its one message to its customer, and the ledger knows what came of it', () => {
  const states = numbers.map(n => entryOf(n)?.state);
  expect(states.filter(state => !['accepted', 'delivered', 'unknown'].includes(state ?? ''))).toEqual([]);
  expect(byMail.map(n => entryOf(n)!.state).filter(state => state !== 'accepted')).toEqual([]);
});

test('an SMS has arrived exactly once, or is shown as unknown and has arrived once or not at all', () => {
  for (const n of bySms) {
    const got = sms.parts.filter(({ to }) => to === `86${phoneOf(n)}`);
    const places = got.map(({ header }) => (header ? header[4] : 1));
    expect(new Set(places).size).toBe(places.length);
    if (entryOf(n)!.state !== 'unknown') expect(places).toHaveLength(got[0]?.header?.[3] ?? 1);
  }
});

test('an e-mail has arrived, and is one mail by its Message-ID', () => {
  for (const n of byMail) {
    const ids = mail.mails.filter(({ to }) => to === emailOf(n)).map(({ headers }) => headers['message-id']);
    expect([...new Set(ids)]).toHaveLength(1);
  }
});

test('the kills were felt', () => {
  const unknown = bySms.filter(n => entryOf(n)!.state === 'unknown').length;
  const twice = byMail.filter(n => mail.mails.filter(({ to }) => to === emailOf(n)).length > 1).length;
  const again = entries.filter(({ attempts }) => attempts > 1).length;
  process.stdout.write(
    `${KILLS} kills, ${CASES} cases: ${bySms.length - unknown} SMS once, ${unknown} unknown; ${byMail.length} e-mails, ${twice} of them twice under one Message-ID; ${again} messages tried again\n`,
  );
  expect(unknown + again).toBeGreaterThan(0);
});
