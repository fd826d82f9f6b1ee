import { housePolicy } from '../../../machines/catalogue';
import { sliceOf } from '../../../machines/policy/load';
import { repairDispatch } from '../../../machines/service/repair-dispatch.machine';
import { Case } from '../../../statechart/case';
import { detailsOf } from '../../../statechart/details';
import { begin, step } from '../../../statechart/step';
import type { Item } from '../../../statechart/types';
import { POLICY } from '../../support/policy';

const at = Date.parse('2026-11-23T10:00:00+08:00');
const event = (type: string, role: string, data = {}, later = 0): Item => ({
  type: 'event',
  at: at + later,
  event: { type, ...data },
  by: { role },
});

/** As people read it: without what only keeps words together. */
function read(items: readonly Item[]): string {
  const input = { owner: { name: '周一明', phone: '1' }, address: 'a', fault: 'f' };
  const policy = sliceOf(housePolicy(POLICY), 'repair-dispatch', at);
  const first = begin(repairDispatch, { ...input, policy, at }, at).envelope;
  const envelope = items.reduce((before, item) => step(repairDispatch, before, item).envelope, first);
  const events = {
    ARRIVED: {
      by: ['engineer'],
      title: { zh: '到场', en: 'Arrived' },
      roles: { engineer: { zh: '维修人员', en: 'Engineer' } },
    },
  };
  return detailsOf(Case.restore(repairDispatch, envelope), events)
    .replace(/\u00a0+( \|)/g, '$1')
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u2060', '');
}

test('state, instant, deadline with what is left and its rule, what may be done by whom', () => {
  expect(read([event('DISPATCHED', 'agent')])).toBe(`**等待到场 · Awaiting arrival** — 截至 · as of 2026-11-23 10:00

| 期限 · deadline | 到期 · due | 剩余 · left | 依据 · rule |
| --- | --- | --- | --- |
| 到场检查 · Arrival check | 2026-11-23 10:20 | 还剩 20 分钟 | CSD-9 §4.9 |

| 可做 · next | 事件 · event | 由 · by |
| --- | --- | --- |
| ACCEPTED | \`ACCEPTED\` |  |
| 到场 · Arrived | \`ARRIVED\` | 维修人员 |
| WITHDRAWN | \`WITHDRAWN\` |  |
| URGED | \`URGED\` |  |
| SUPERVISED | \`SUPERVISED\` |  |
| REASSIGNED | \`REASSIGNED\` |  |
| HOLD | \`HOLD\` |  |
| EXTENSION_ASKED | \`EXTENSION_ASKED\` |  |
| DUPLICATE | \`DUPLICATE\` |  |
| DUPLICATE_FOUND | \`DUPLICATE_FOUND\` |  |`);
});

test('a missed deadline stands out', () => {
  const late = read([event('DISPATCHED', 'agent'), { type: 'tick', at: at + 25 * 60_000 }]);
  expect(late).toContain('| 到场检查 · Arrival check | 2026-11-23 10:20 | **超期 5 分钟 · missed** | CSD-9 §4.9 |');
});

test('a paused one has no due time, and says why, since when and until when at the longest; a default of the policy cites nothing', () => {
  const paused = read([
    event('DISPATCHED', 'agent'),
    event('ARRIVED', 'engineer'),
    event('PARTS_MISSING', 'engineer', { part: 'p', expectedAt: '2026-11-24T10:00:00+08:00' }),
  ]);
  expect(paused).toContain(
    '| 完工期限 · Time to finish | — | 还剩 3 天，暂停 · paused: 等待配件 · Waiting for parts (2026-11-23 10:00 – 最长 · at most 2026-12-07 10:00) | — |',
  );
});

test('nothing of the case’s data is in it', () => expect(read([])).not.toContain('周一明'));
