// How things are compared: each in a process of its own, the order reversed each round, so that neighbours share what else the machine does.
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';

export const ROUNDS = 7;

/** Name → one figure a round. `measure` may be asynchronous. */
export async function inRounds(names, measure, rounds = ROUNDS) {
  const figures = Object.fromEntries(names.map(name => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : [...names].reverse()) figures[name].push(await measure(name, round));
  return figures;
}

/** What the last line says that a script writes in a fresh process: JSON. */
export function freshly(script, args, options = []) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...options, script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

export const median = figures => quantile(figures, 0.5);

export const quantile = (figures, share) =>
  figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * share))];

/** The median of the ratios of each round: what slows a whole round down is in both figures. */
export const ratio = (figures, base) => median(figures.map((figure, round) => figure / base[round]));

/** CPU time (µs) of this process, all its threads, since `before`. */
export function cpuSince(before) {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** A table in Markdown: name, median, lowest – highest, and the ratio to each of the names in `bases`. */
export function table(title, figures, bases, digits = 2) {
  const head = [title, 'median', 'lowest – highest', ...bases.map(base => `× ${base}`)];
  const rows = Object.entries(figures).map(([name, all]) => [
    name,
    median(all).toFixed(digits),
    `${Math.min(...all).toFixed(digits)} – ${Math.max(...all).toFixed(digits)}`,
    ...bases.map(base => ratio(all, figures[base]).toFixed(2)),
  ]);
  return [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n');
}

/** What the figures were measured on, and what else it had to do. */
export const machine = () =>
  `${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.version}, load ${loadavg()
    .map(load => load.toFixed(1))
    .join(' ')}`;
