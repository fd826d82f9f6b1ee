import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { PolicySlice } from '../../statechart/policy';
import type { PolicyNeeds } from '../../statechart/procedure';
import { DAY } from '../../time/duration';
import { DuecourseError } from '../../time/error';
import { badPolicy, problemsOf, syntaxProblems } from './problems';
import { policySchema } from './schema';
import { zoneOffsets } from './zone-offsets';

/** A policy file as read: durations parsed, shares as fractions, the day's end in minutes after midnight. */
export type Policy = z.output<ReturnType<typeof policySchema>>;

/** How far a case's slice looks ahead for changes of the clocks; the last offset holds after that. */
const AHEAD = 2 * 366 * DAY;

/**
 * Reads a policy file. `procedures` says which procedures there are and which limits, clocks and numbers each machine asks for.
 * @throws DuecourseError `BAD_POLICY` with every mistake of the file at once, each with line, column, and what to write instead.
 */
export function loadPolicy(
  path: string,
  { procedures }: { readonly procedures: { readonly [name: string]: PolicyNeeds } },
): Policy {
  return parsePolicy(readText(path), path, procedures);
}

/** The policy in `text`; `file` is how messages name it. Throws as `loadPolicy` does. */
export function parsePolicy(text: string, file: string, needs: { readonly [procedure: string]: PolicyNeeds }): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.contents === null && document.errors.length === 0) {
    throw badPolicy(file, [{ line: 1, column: 1, path: '', message: 'the file is empty.' }]);
  }
  const slips = syntaxProblems(document, lines);
  // A key that stands twice leaves the rest of the file readable; after any other slip the rest would be guesswork.
  if (slips.length > document.errors.filter(({ code }) => code === 'DUPLICATE_KEY').length)
    throw badPolicy(file, slips);
  const result = policySchema(needs).safeParse(toData(document, file));
  const problems = [...slips, ...problemsOf(result.error?.issues ?? [], document, lines)];
  if (!result.success || problems.length > 0) throw badPolicy(file, problems);
  return result.data;
}

/**
 * What a case of `procedure` that begins at `at` (ms) takes along: its part of the policy, with the zone's offsets from then on.
 * @throws DuecourseError `UNKNOWN_PROCEDURE` if the policy has no such procedure.
 */
export function sliceOf(policy: Policy, procedure: string, at: number): PolicySlice {
  const part = Object.hasOwn(policy.procedures, procedure) ? policy.procedures[procedure] : undefined;
  if (part === undefined) {
    const known = Object.keys(policy.procedures);
    throw new DuecourseError(
      'UNKNOWN_PROCEDURE',
      `The policy has no procedure "${procedure}"; it has: ${known.join(', ')}.`,
    );
  }
  const zone = { ...zoneOffsets(policy.zone, at, at + AHEAD), dayEnd: policy.dayEnd };
  return { version: policy.version, zone, ...part };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new DuecourseError('BAD_POLICY', `${path}: the policy file cannot be read (${reason}).`, { file: path });
  }
}

/** Aliases that multiply beyond reason are refused by the YAML library, and only when the data is built. */
function toData(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw badPolicy(file, [{ line: 1, column: 1, path: '', message: `not YAML: ${(error as Error).message}.` }]);
  }
}
