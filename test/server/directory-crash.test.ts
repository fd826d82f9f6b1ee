import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileLedger } from '../../activities/messages/file-ledger';
import { HOUR } from '../../time/duration';
import { quiet } from '../support/history';
import { inFolder } from '../support/in-folder';
import { type DeathPoint, type KillableCentre, killableCentre } from '../support/killable-centre';
import { policyWith } from '../support/policy';

jest.setTimeout(240_000);

const [folder, removePolicy] = inFolder();
let centre: KillableCentre;

const managers = (...ids: readonly string[]) =>
  writeFileSync(
    join(folder, 'directory.yaml'),
    `people:\n${ids.map(id => `  - { id: ${id}, name: 方立, roles: [manager] }\n`).join('')}`,
  );

beforeAll(async () => {
  const policy = policyWith(folder, 'routes: { staff: [outbox] }\n');
  managers('m01', 'm02');
  centre = await killableCentre({ policy });
});
afterAll(async () => {
  await centre?.stop();
  removePolicy();
});

test.each<[string, DeathPoint]>([
  ['before the first message is out', 'mkdir'],
  ['between the first and the second', 'sent'],
])(
  'a worker killed %s, and other people in the directory when the next one comes: the same persons are told, each once, nobody in addition',
  async (_, point) => {
    managers('m01', 'm02');
    const id = `directory-killed-${point}`;
    const input = { complainant: { name: '欧阳' }, channel: 'phone', subject: '延迟交货', content: '订单晚到三天。' };
    await centre.desk.start('customer-complaint', { id, input, by: { role: 'agent' } });
    await centre.desk.send(
      id,
      'JUDGED',
      { grounded: true, finding: '属实。', liable: 'after-sales' },
      { role: 'agent' },
    );
    const { temporal } = centre.desk.cases;
    // The reminders before it go by whoever is there; the next message is the one about the missed deadline.
    await centre.desk.forward(id, 71 * HOUR);
    await quiet(temporal, id);
    centre.dieWhen(point, id);
    const forwarded = centre.desk.forward(id, 2 * HOUR).catch(() => undefined);
    await centre.workerGone();
    managers('m03', 'm04');
    await centre.startWorker();
    await forwarded;
    await quiet(temporal, id);
    const entries = await fileLedger(join(centre.dataDir, 'messages')).list({ case: id });
    const overdue = entries.filter(({ message }) => message.template === 'reply-overdue');
    expect(
      overdue.map(({ state, message }) => [message.key.split('/').at(-2), message.directed?.person, state]).sort(),
    ).toEqual([
      ['manager', 'm01', 'delivered'],
      ['manager~2', 'm02', 'delivered'],
    ]);
    const keys = await centre.keysOf(id);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(overdue.map(({ message }) => message.key)));
  },
);
