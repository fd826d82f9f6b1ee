import type { Message } from '../../machines/message';
import type { Samples } from '../../machines/sample';
import type { Procedure } from '../../statechart/procedure';
import { DuecourseError } from '../../time/error';
import type { Lang } from '../../time/lang';

/** What a message of a case is filled with. */
export interface CaseData {
  readonly data: Message['data'];
  /** What the message takes from an event that has not come; examples stand for it. */
  readonly fromSamples: readonly string[];
}

type Say = (of: { readonly context: unknown; readonly event: unknown }) => Message;

/**
 * The message that a case would say by a template as it stands, with examples for what only an event brings.
 * @throws DuecourseError `UNKNOWN_TEMPLATE` if the case would not say it
 */
export function dataOfCase(
  procedure: Procedure,
  template: string,
  samples: Samples,
  lang: Lang,
  context: unknown,
): CaseData {
  for (const say of saysOf(procedure.machine.config)) {
    const asked = new Set<string>();
    const event = new Proxy(
      {},
      {
        get(_, name) {
          if (typeof name !== 'string' || !Object.hasOwn(samples.values, name)) return undefined;
          asked.add(name);
          return given(samples.values[name], lang);
        },
      },
    );
    const message = attempted(() => say({ context, event }));
    if (message?.template === template) return { data: message.data, fromSamples: [...asked] };
  }
  throw new DuecourseError(
    'UNKNOWN_TEMPLATE',
    `This case does not say "${template}" as it stands; leave out --case to see it with examples.`,
    { template },
  );
}

/** As an event has it: an instant is ISO 8601. */
function given(value: Samples['values'][string] | undefined, lang: Lang): unknown {
  if (typeof value === 'object') return value[lang];
  return typeof value === 'number' && value > 1e12 ? new Date(value).toISOString() : value;
}

/** What is said elsewhere may need an event of another kind, and has no place here. */
function attempted(say: () => Message): Message | undefined {
  try {
    return say();
  } catch {
    return undefined;
  }
}

/** Everything that a machine may say, wherever in it that stands. */
function* saysOf(part: unknown): Generator<Say> {
  if (typeof part !== 'object' || part === null) return;
  const { type, params } = part as { type?: unknown; params?: unknown };
  if (type === 'notify' && typeof params === 'function') yield params as Say;
  else for (const inside of Object.values(part)) yield* saysOf(inside);
}
