import * as wf from '@temporalio/workflow';
import type { Definition } from '../statechart/definition';
import { requireWhole } from '../statechart/envelope';
import { holdsReference } from '../statechart/references';
import type { Envelope } from '../statechart/types';
import { DAY } from '../time/duration';
import { DuecourseError } from '../time/error';
import { isRefusal, refusalFailure, refusing } from './failures';
import type { Lineage } from './lineage';
import type { Carry } from './options';
import { decoded } from './payloads';

/** What a run begins with. */
export interface Beginning {
  readonly definition: Definition;
  readonly input: unknown;
  readonly carry: Carry;
  /** The case as the run before left it; it is whole and belongs to the definition. */
  readonly envelope?: Envelope;
  /** Signals that came while the case could not be taken up, each with its arguments. */
  readonly late: readonly (readonly unknown[])[];
}

/** What cannot be taken up and will not be by waiting. */
export interface Damaged {
  readonly problem: DuecourseError;
}

/** A case that was started with a version that nobody has yet may be ahead of a deploy; after so long (ms) it is none. */
const DEPLOY_MS = DAY;

/**
 * Reads what a run was given. What only a later worker can read fails the workflow task: it is tried again until that worker is there.
 * Whatever else cannot be used ends a case that has not begun yet, and parks one that has.
 *
 * @throws ApplicationFailure `BAD_INPUT`, `BAD_CARRY`, `UNREADABLE_PAYLOAD`, `UNKNOWN_VERSION`: the case never began
 * @throws DuecourseError `UNKNOWN_VERSION`, `ENVELOPE_LAYOUT`: the task waits for a later worker
 */
export function beginningOf(args: readonly unknown[], lineage: Lineage): Beginning | Damaged {
  return wf.workflowInfo().continuedFromExecutionRunId === undefined ? opened(args, lineage) : continued(args, lineage);
}

function opened(args: readonly unknown[], lineage: Lineage): Beginning {
  const { input, carry } = refusing(() => {
    const [input, given] = decoded(args);
    if (holdsReference(input))
      throw new DuecourseError(
        'BAD_INPUT',
        'The case was opened with a reference to an actor, which can only come from within a case.',
      );
    return { input, carry: requireOpening(given ?? {}) };
  });
  try {
    return { definition: lineage.of(carry.version), input, carry, late: [] };
  } catch (error) {
    const { startTime } = wf.workflowInfo();
    throw isRefusal(error) && Date.now() - startTime.getTime() > DEPLOY_MS ? refusalFailure(error) : error;
  }
}

function continued(args: readonly unknown[], lineage: Lineage): Beginning | Damaged {
  try {
    const [input, given, late = []] = decoded(args);
    const carry = requireCarried(given);
    const definition = lineage.of(carry.version);
    const envelope = requireWhole(definition, carry.envelope);
    return { definition, input, carry, envelope, late: late as Beginning['late'] };
  } catch (error) {
    if (!isRefusal(error) || LATER.has(error.code)) throw error;
    return { problem: error };
  }
}

const LATER: ReadonlySet<string> = new Set(['UNKNOWN_VERSION', 'ENVELOPE_LAYOUT']);

/** What a case may be started with beside its input. What one run leaves to the next nobody else may say. */
function requireOpening(given: unknown): Carry {
  const { version, by } = requireObject(given);
  const more = Object.keys(given as object).filter(key => !OPENING.includes(key));
  if (more.length > 0) throw bad(`'${more.join("', '")}' can only come from an earlier run of the case`);
  if (version !== undefined && !isVersion(version)) throw bad('version is not a whole number, 1 or more');
  if (by !== undefined && typeof (by as { role?: unknown } | null)?.role !== 'string') throw bad('by has no role');
  return given as Carry;
}

const OPENING: readonly string[] = ['version', 'policy', 'by'] satisfies (keyof Carry)[];

function requireCarried(given: unknown): Carry {
  const { version, answered = [], effects = [] } = requireObject(given);
  if (!isVersion(version)) throw bad('version is not a whole number, 1 or more');
  if (!Array.isArray(answered) || !Array.isArray(effects)) throw bad('answered or effects is not a list');
  return given as Carry;
}

function requireObject(given: unknown): { readonly [key: string]: unknown } {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as { [key: string]: unknown };
  throw bad('it is not an object');
}

const isVersion = (version: unknown): boolean => Number.isSafeInteger(version) && (version as number) > 0;

const bad = (problem: string): DuecourseError =>
  new DuecourseError('BAD_CARRY', `What the case was given beside its input cannot be used: ${problem}.`, { problem });
