import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outboxIn } from '../../../activities/channels/outbox';
import { aMessage, PERSON } from '../../support/a-message';
import { channelContract, type OtherSide } from '../../support/channel-contract';

/** The people who read the files. */
async function readers(): Promise<OtherSide & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'duecourse-outbox-'));
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return {
    folder,
    channel: outboxIn(folder),
    mood: () => undefined,
    received: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.json'))
        .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { to: string; text: string }),
    vanish: remove,
    stop: remove,
  };
}

channelContract('the outbox', readers, { moods: ['takes'] });

test('whoever reads another language finds theirs first', async () => {
  const { channel, folder, stop } = await readers();
  await channel.send(aMessage({ case: 'complaint-0002', step: '3', channel: 'outbox', lang: 'en' }));
  const file = join(folder, 'complaint-0002', '3.1.customer.outbox.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    lang: 'en',
    subject: 'Reply complaint-0001',
    translations: { zh: { subject: '投诉答复 complaint-0001' } },
  });
  await stop();
});

test('a message that is put there twice is one file; its name is the key', async () => {
  const { channel, folder, stop } = await readers();
  const message = aMessage({ case: 'complaint-0001', step: '3', channel: 'outbox' });
  for (let i = 0; i < 3; i++) await channel.send(message);
  expect(readdirSync(join(folder, 'complaint-0001'))).toEqual(['3.1.customer.outbox.json']);
  expect(readFileSync(join(folder, 'complaint-0001', '3.1.customer.outbox.json'), 'utf8')).toContain(PERSON.name);
  await stop();
});
