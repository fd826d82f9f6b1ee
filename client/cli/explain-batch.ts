import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { add, type Calendar, openOf } from '../../time/add';
import { type Duration, isWorking, parseDuration } from '../../time/duration';
import { DuecourseError } from '../../time/error';
import { isProvisional } from '../../time/hours';
import { instantOf } from './explanation';
import { isoIn } from './instant';

/** One line's answer. */
export type BatchAnswer = { readonly due: string; readonly provisional: boolean } | { readonly error: string };

/**
 * Answers lines of JSON `{ "limit", "from", "calendar"? }`. `calendarBy` finds a calendar by the name of its file (the house's without one)
 * and is asked once for each.
 */
export function batchReader(calendarBy: (file?: string) => Calendar, now: number): (line: string) => BatchAnswer {
  const calendar = remembered(calendarBy);
  const duration = remembered((text?: string): Duration => parseDuration(text ?? ''));
  return line => {
    try {
      const { limit, from, calendar: file } = read(line);
      const by = calendar(file);
      const [at, length] = [instantOf(from, by, now), duration(limit)];
      const due = add(at, length, by);
      return { due: isoIn(due, by), provisional: isWorking(length) && isProvisional(at, due, openOf(by)) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
}

function read(line: string): { readonly limit: string; readonly from: unknown; readonly calendar?: string } {
  const given = parsed(line);
  const { limit, from, calendar, ...more } = given;
  const wrong = Object.keys(more)[0];
  if (wrong !== undefined)
    throw new DuecourseError('BAD_INPUT', `unknown field "${wrong}"; known: limit, from, calendar.`);
  if (typeof limit !== 'string')
    throw new DuecourseError('BAD_INPUT', '"limit" is missing; write e.g. "8 working hours".');
  if (from === undefined) throw new DuecourseError('BAD_INPUT', '"from" is missing; write e.g. "2026-09-30 16:30".');
  if (calendar !== undefined && typeof calendar !== 'string')
    throw new DuecourseError('BAD_INPUT', '"calendar" must be the name of a calendar file.');
  return { limit, from, ...(calendar !== undefined && { calendar }) };
}

function parsed(line: string): { readonly [field: string]: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return value as { [field: string]: unknown };
  } catch {}
  throw new DuecourseError(
    'BAD_INPUT',
    'not a JSON object; write e.g. {"limit":"8 working hours","from":"2026-09-30 16:30"}.',
  );
}

/** What was found once is not looked for again; nor is what could not be found. */
function remembered<T>(find: (key?: string) => T): (key?: string) => T {
  const known = new Map<string | undefined, () => T>();
  return key => {
    if (!known.has(key))
      known.set(
        key,
        attempt(() => find(key)),
      );
    return known.get(key)!();
  };
}

function attempt<T>(find: () => T): () => T {
  try {
    const found = find();
    return () => found;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** The lines of a file, or of stdin for `-`. @throws DuecourseError `UNREADABLE_FILE` */
export async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    const input = file === '-' ? process.stdin : (await open(file)).createReadStream();
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason === undefined) throw error;
    throw new DuecourseError('UNREADABLE_FILE', `${file} cannot be read (${reason}).`, { file });
  }
}
