import type { Desk } from '../../client/desk';
import { nowOf } from '../../client/time-skipping';
import { forward } from '../../testing';

/** What happens in a case, step by step: time passes, or somebody does something. */
export type Step =
  | { readonly forward: string }
  | { readonly send: string; readonly by: string; readonly data?: object | ((now: number) => object) };

export interface Scenario {
  readonly title: string;
  readonly procedure: string;
  /** Or what it is for a case that begins at `now` (ms). */
  readonly input: object | ((now: number) => object);
  readonly steps: readonly Step[];
}

export const after = (time: string): Step => ({ forward: time });

export const send = (role: string, event: string, data?: object | ((now: number) => object)): Step => ({
  send: event,
  by: role,
  ...(data && { data }),
});

/** The input of a case that begins at `now` (ms). */
export const inputAt = (input: Scenario['input'], now: number): object =>
  typeof input === 'function' ? input(now) : input;

/** What is waited for after each step of a case. */
export type Rest = (id: string) => Promise<void>;

/** Plays a scenario to its last step on the real server; answers with the case's id. */
export async function play(
  desk: Desk,
  { procedure, input, steps }: Scenario,
  id: string,
  rest?: Rest,
): Promise<string> {
  await desk.start(procedure, { id, input: inputAt(input, Date.now()), by: { role: 'agent' } });
  await rest?.(id);
  await goOn(desk, procedure, steps, id, rest);
  return id;
}

/** Plays some more steps of a case that has begun. */
export async function goOn(
  desk: Desk,
  procedure: string,
  steps: readonly Step[],
  id: string,
  rest?: Rest,
): Promise<void> {
  for (const step of steps) {
    if ('forward' in step) await forward(desk.cases, id, step.forward);
    else {
      const data =
        typeof step.data === 'function' ? step.data(await nowOf(desk.cases.temporal, id)) : (step.data ?? {});
      await desk.send(id, step.send, data, { role: step.by }, { procedure });
    }
    await rest?.(id);
  }
}
