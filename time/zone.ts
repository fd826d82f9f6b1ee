import type { Lang } from './lang';

/**
 * A time zone as closed data: `offsets` holds `[from, offset]` in ms, in order of time: from that instant on, wall time is UTC plus the offset.
 * The first entry begins at `BEGINNING`. A case carries its zone, so that it computes the same on every machine and in every year.
 */
export interface Zone {
  /** IANA name, e.g. `Asia/Shanghai`; for people only. */
  readonly zone: string;
  readonly offsets: readonly (readonly [from: number, offset: number])[];
}

/** The earliest instant that a `Date` can hold, ms; stands for minus infinity in JSON. */
export const BEGINNING = -8_640_000_000_000_000;

export const UTC: Zone = { zone: 'UTC', offsets: [[BEGINNING, 0]] };

/** UTC plus this many ms is the wall time of `zone` at the instant `at`. */
export function offsetAt(at: number, { offsets }: Zone): number {
  return (offsets.findLast(([from]) => from <= at) ?? offsets[0])?.[1] ?? 0;
}

/** What the clocks of `zone` show at the instant `at`, as ms since 1970-01-01 00:00 on those clocks. */
export function toLocal(at: number, zone: Zone): number {
  return at + offsetAt(at, zone);
}

/**
 * The instant (ms) at which the clocks of `zone` show `local` (see `toLocal`): the first of two; a time that the clocks skip
 * is moved on by the length of the gap, as Temporal and java.time do.
 */
export function fromLocal(local: number, { offsets }: Zone): number {
  let before = offsets[0]?.[1] ?? 0;
  for (const [i, [from, offset]] of offsets.entries()) {
    const at = local - offset;
    if (at < from) break;
    before = offset;
    if (at < (offsets[i + 1]?.[0] ?? Number.POSITIVE_INFINITY)) return at;
  }
  return local - before;
}

/**
 * The first instant (ms) at which the clocks of `zone` show `local` or a later time: of two the first; for a time that they skip,
 * the end of the gap. Unlike `fromLocal` it never puts a later time before an earlier one.
 */
export function reached(local: number, { offsets }: Zone): number {
  for (const [i, [from, offset]] of offsets.entries()) {
    const at = Math.max(from, local - offset);
    if (at < (offsets[i + 1]?.[0] ?? Number.POSITIVE_INFINITY)) return at;
  }
  return local;
}

/** An instant as wall time of `zone`: `2026-11-26 09:30`; ISO order reads the same in both languages. */
export function formatInstant(at: number, zone: Zone, _lang?: Lang): string {
  return new Date(toLocal(at, zone)).toISOString().slice(0, 16).replace('T', ' ');
}
