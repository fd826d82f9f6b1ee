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
  readonly input: object;
  readonly steps: readonly Step[];
}

export const after = (time: string): Step => ({ forward: time });

export const send = (role: string, event: string, data?: object | ((now: number) => object)): Step => ({
  send: event,
  by: role,
  ...(data && { data }),
});

/** Plays a scenario to its last step on the real server; answers with the case's id. */
export async function play(desk: Desk, { procedure, input, steps }: Scenario, id: string): Promise<string> {
  await desk.start(procedure, { id, input, by: { role: 'agent' } });
  for (const step of steps) {
    if ('forward' in step) await forward(desk.cases, id, step.forward);
    else {
      const data =
        typeof step.data === 'function' ? step.data(await nowOf(desk.cases.temporal, id)) : (step.data ?? {});
      await desk.send(id, step.send, data, { role: step.by }, procedure);
    }
  }
  return id;
}
