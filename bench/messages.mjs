// Messages a second through the ledger and three channels, each with its other side in this process on loopback.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { outboxIn } = require('../dist/activities/channels/outbox.js');
const { smtpChannel } = require('../dist/activities/channels/smtp.js');
const { smppSms } = require('../dist/activities/channels/smpp-sms.js');
const { deliver } = require('../dist/activities/messages/deliver.js');
const { fileLedger } = require('../dist/activities/messages/file-ledger.js');
const { SMTPServer } = require('smtp-server');
const smpp = require('smpp');

const MESSAGES = Number(process.env.MESSAGES ?? 2_000);
const AT_ONCE = 50;
const TEXT = '尊敬的客户：您反映的问题已经处理，感谢您的监督与支持。如有疑问请致电客服中心。';

const folder = mkdtempSync(join(tmpdir(), 'duecourse-bench-'));
const ledger = fileLedger(join(folder, 'messages'));

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _, done) => stream.on('end', done).resume(),
});
await new Promise(resolve => smtp.listen(0, '127.0.0.1', resolve));

let ids = 0;
const centre = smpp.createServer({}, session => {
  for (const command of ['bind_transceiver', 'enquire_link', 'unbind'])
    session.on(command, pdu => session.send(pdu.response()));
  session.on('submit_sm', pdu => session.send(pdu.response({ message_id: String(++ids) })));
  session.on('error', () => session.destroy());
});
await new Promise(resolve => centre.listen(0, '127.0.0.1', resolve));

const channels = [
  [outboxIn(join(folder, 'outbox')), undefined],
  [
    smtpChannel('mail', {
      host: '127.0.0.1',
      port: smtp.server.address().port,
      tls: 'never',
      from: 'service@example.com',
    }),
    'customer@example.com',
  ],
  [
    smppSms(
      'sms',
      {
        host: '127.0.0.1',
        port: centre.address().port,
        systemId: 'duecourse',
        password: () => 'hush',
        from: '10690001',
      },
      async () => undefined,
    ),
    '+8613912345678',
  ],
];

console.log(`${MESSAGES} messages, ${AT_ONCE} at once, each with its three changes in the ledger`);
for (const [channel, address] of channels) {
  let next = 0;
  const states = new Map();
  const began = performance.now();
  const one = async () => {
    while (next < MESSAGES) {
      const n = next++;
      const at = Date.now();
      const parts = { case: `case-${n % 100}`, to: 'customer', channel: channel.name };
      const key = `${parts.case}/${n}/1/customer/${channel.name}`;
      const texts = { zh: { subject: '投诉答复', text: TEXT }, en: { text: TEXT } };
      const { state } = await deliver(ledger, channel, {
        key,
        ...parts,
        procedure: 'p',
        template: 't',
        at,
        texts,
        address,
      });
      states.set(state, (states.get(state) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  const rate = Math.round((MESSAGES / (performance.now() - began)) * 1_000);
  console.log(
    `${channel.name.padEnd(8)} ${String(rate).padStart(6)} a second   ${[...states].map(([state, count]) => `${count} ${state}`).join(', ')}`,
  );
  await channel.close();
}
smtp.close();
centre.close();
rmSync(folder, { recursive: true, force: true });
