import { readFileSync } from 'node:fs';
import { didYouMean } from '../../machines/policy/suggest';
import { DuecourseError } from '../../time/error';
import type { Step } from './sample-day';

const FORM = '{ "forward": "20 minutes" } or { "send": "EVENT", "by": "role:name", "data": {} }';
const KEYS = ['forward', 'send', 'by', 'data'];

/**
 * The steps in a file: `[{ "forward": "20 minutes" }, { "send": "ACCEPTED", "by": "engineer:zhao", "data": {} }]`; `-` reads stdin.
 * @throws DuecourseError `UNREADABLE_FILE` with the place and what to write instead
 */
export function stepsIn(file: string): readonly Step[] {
  const name = file === '-' ? 'stdin' : file;
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw refuse(name, `the file cannot be read (${reason}).`);
  }
  return stepsOf(text, name);
}

/** The same of its text; `file` is how messages name it. */
export function stepsOf(text: string, file: string): readonly Step[] {
  if (text.trim() === '')
    throw refuse(file, 'the file is empty; write a list of steps, e.g. [{ "forward": "20 minutes" }].');
  let steps: unknown;
  try {
    steps = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const { message } = error as Error;
    throw refuse(`${file}${placeIn(text, message)}`, `not JSON: ${message}.`);
  }
  if (!Array.isArray(steps)) throw refuse(file, `must be a list of steps: [ ${FORM} ].`);
  for (const [i, step] of steps.entries()) {
    const problem = problemOf(step);
    if (problem) throw refuse(`${file}, step ${i + 1}`, problem);
  }
  return steps as readonly Step[];
}

const refuse = (where: string, why: string): DuecourseError =>
  new DuecourseError('UNREADABLE_FILE', `${where}: ${why}`, { where });

/** `:line:column`, where the parser says at which character it stopped. */
function placeIn(text: string, message: string): string {
  const end = /end of JSON/.test(message) ? text.length : undefined;
  const at = end ?? Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  if (Number.isNaN(at)) return '';
  const before = text.slice(0, at).split('\n');
  return `:${before.length}:${before.at(-1)!.length + 1}`;
}

/** What is wrong with a step, and what to write instead; nothing if it is one. */
function problemOf(step: unknown): string | undefined {
  if (typeof step !== 'object' || step === null || Array.isArray(step))
    return `${JSON.stringify(step)} is no step; write ${FORM}.`;
  const { forward, send, by, data } = step as { readonly [key: string]: unknown };
  for (const key of Object.keys(step)) {
    if (!KEYS.includes(key)) return `unknown key "${key}"${didYouMean(key, KEYS) || '.'} Write ${FORM}.`;
  }
  if (forward !== undefined && send !== undefined) return `either "forward" or "send", not both; write ${FORM}.`;
  if (forward !== undefined)
    return typeof forward === 'string'
      ? undefined
      : `"forward" must say its unit; write e.g. "${String(forward)} minutes".`;
  if (typeof send !== 'string' || send === '') return `"send" must name an event; write ${FORM}.`;
  if (typeof by !== 'string' || by === '') return `"by" must say who sends ${send}; write e.g. "by": "agent:li".`;
  if (data !== undefined && (typeof data !== 'object' || data === null || Array.isArray(data)))
    return `"data" must be a mapping of fields to values.`;
  return undefined;
}
