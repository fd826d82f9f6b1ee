import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileLedger } from '../../../activities/messages/file-ledger';
import { aMessage, PERSON } from '../../support/a-message';
import { ledgerContract } from '../../support/ledger-contract';

const folder = mkdtempSync(join(tmpdir(), 'duecourse-ledger-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

ledgerContract('the ledger in files', () => fileLedger(folder));

const ledger = fileLedger(folder);
const files = () => readdirSync(folder, { recursive: true, encoding: 'utf8' });

test('file names say which message, and nothing about a person', async () => {
  const message = aMessage({ case: 'complaint-0007', step: '3', address: PERSON.email });
  await ledger.put(message);
  await ledger.nameProviderId('sms', `${PERSON.phone}^0`, message.key);
  expect(files()).toContain(join('complaint-0007', '3.1.customer.sms', '0.json'));
  expect(files().filter(name => Object.values(PERSON).some(personal => name.includes(personal)))).toEqual([]);
});

test('only the user of the worker may read them', async () => {
  const message = aMessage({ case: 'complaint-0008', step: '1' });
  await ledger.put(message);
  const place = join(folder, 'complaint-0008', '1.1.customer.sms');
  expect(statSync(join(place, '0.json')).mode & 0o077).toBe(0);
});

test('what a killed worker left half-written is not there', async () => {
  const message = aMessage({ case: 'complaint-0009', step: '1' });
  await ledger.put(message);
  writeFileSync(join(folder, 'complaint-0009', '1.1.customer.sms', '.half'), '{"state":"sen');
  expect(await ledger.get(message.key)).toMatchObject({ state: 'pending', revision: 0 });
  expect(await ledger.move(message.key, 0, { state: 'dead', at: 1, attempts: 1 })).toBe(true);
});

test('a case with a name longer than a file name may be', async () => {
  const long = `投诉-${'很长'.repeat(60)}`;
  const messages = ['甲', '乙'].map(end => aMessage({ case: `${long}${end}`, step: '1' }));
  for (const message of messages) await ledger.put(message);
  for (const message of messages)
    expect((await ledger.list({ case: message.case })).map(each => each.message)).toEqual([message]);
});
