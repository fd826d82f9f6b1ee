import { join } from 'node:path';
import type { Cli } from '../../../client/cli/cli';
import { paintFor } from '../../../client/cli/paint';
import { simulationTimeline } from '../../../client/cli/render/simulation-timeline';
import { exampleOf, momentDocument, playAll } from '../../../client/cli/simulation';
import { wordsIn } from '../../../client/cli/words';
import { type Timeline, timelineSvg } from '../../../client/timeline';
import { catalogue, entryOf, housePolicy } from '../../../machines/catalogue';
import { sliceOf } from '../../../machines/policy/load';
import { passTime, simulate } from '../../../statechart/simulate';

const policyFile = housePolicy(join(__dirname, '../../../policy/service-centre.yaml'));
const AT = Date.parse('2026-09-30T17:40:00+08:00');

function timeline(name: string, lang: 'zh' | 'en', well: boolean): Timeline {
  const entry = entryOf(name);
  const policy = sliceOf(policyFile, name, AT);
  const { input, steps } = exampleOf(name);
  const opening = { ...(entry.schema.input.parse(input) as object), policy, at: AT, by: { role: 'agent' } };
  const begun = simulate(entry.procedure, opening, AT);
  const played = well ? playAll(entry, begun, steps, policy.zone) : begun;
  const { moments } = passTime(entry.procedure, played, played.envelope.at + 60 * 86_400_000);
  const documents = moments.map(moment => momentDocument(entry, moment, policy.zone));
  const cli = { lang, say: wordsIn(lang), paint: paintFor({}, {}) } as Cli;
  return simulationTimeline(cli, entry, { moments, documents, policy, ends: 'waits' });
}

test('a case that nobody touches: its clock runs, warns, is missed, and goes up level by level', () => {
  const { instants, groups } = timeline('customer-complaint', 'zh', false);
  expect(instants.map(({ date, time }) => `${date} ${time}`)).toEqual([
    '2026-09-30 17:40',
    '2026-10-02 05:40',
    '2026-10-03 03:16',
    '2026-10-03 17:40',
    '2026-10-04 17:40',
    '2026-10-05 17:40',
  ]);
  const [states, clocks, messages] = groups;
  expect(states!.rows).toEqual([{ title: '判定', bars: [{ from: 0, look: 'state' }], marks: [] }]);
  expect(clocks!.rows).toEqual([
    {
      title: '答复期限 (3 日)',
      bars: [
        { from: 0, to: 3, look: 'running' },
        { from: 3, look: 'missed' },
      ],
      marks: [
        { at: 1, look: 'warned', text: '50 %' },
        { at: 2, look: 'warned', text: '80 %' },
        { at: 3, look: 'missed', text: '客服经理' },
        { at: 4, look: 'missed', text: '总经理' },
        { at: 5, look: 'missed', text: '董事长' },
      ],
    },
  ]);
  expect(messages!.rows[0]!.marks.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a pause is hatched, and the clock goes on after it', () => {
  const { groups } = timeline('repair-dispatch', 'en', true);
  const finish = groups[1]!.rows.at(-1)!;
  expect(finish.bars.map(({ look }) => look)).toEqual(['running', 'paused', 'running']);
});

test.each(Object.keys(catalogue).flatMap(name => [[name, 'zh'] as const, [name, 'en'] as const]))(
  'every tag of the picture of %s in %s is closed, and nothing in it is beside the picture',
  (name, lang) => {
    const svg = timelineSvg(timeline(name, lang, true));
    const open: string[] = [];
    for (const [, closing, tag, self] of svg.matchAll(/<(\/?)(\w+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (closing) expect(open.pop()).toBe(tag);
      else if (!self) open.push(tag!);
    }
    expect(open).toEqual([]);
    const [, width = '', height = ''] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    for (const [, x, y] of svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"/g)) {
      expect(Number(x)).toBeLessThan(Number(width));
      expect(Number(y)).toBeLessThan(Number(height));
    }
    expect(svg).not.toMatch(/NaN|undefined/);
  },
);

test('what people wrote stays text', () => {
  const words = `<script>alert("1")</script> & 'x'\u0007`;
  const one = timeline('customer-complaint', 'zh', false);
  const svg = timelineSvg({
    ...one,
    title: words,
    instants: [{ ...one.instants[0]!, notes: [{ text: words, look: 'plain' }] }],
    groups: [],
  });
  expect(svg).not.toContain('<script');
  expect(svg.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt; &amp; &apos;x&apos;</g)).toHaveLength(2);
});

test('instants a second or a year apart are both told apart', () => {
  const one = timeline('customer-complaint', 'en', false);
  const instant = (at: number) => ({ at, date: 'd', time: 't', notes: [] });
  const svg = timelineSvg({ ...one, groups: [], instants: [instant(0), instant(1_000), instant(365 * 86_400_000)] });
  const xs = [...svg.matchAll(/<circle cx="([\d.]+)" cy="[\d.]+" r="8"/g)].map(([, x]) => Number(x)).slice(0, 3);
  expect(xs[1]! - xs[0]!).toBeGreaterThanOrEqual(60);
  expect(xs[2]! - xs[1]!).toBeGreaterThan(xs[1]! - xs[0]!);
});
