import type { Message, Now as NowOf, On as OnOf } from '../message';
import type { EveryCaseEvent } from './every-case.schema';
import type { Seen, WithFile } from './file';

type Now = NowOf<WithFile>;
type On<Type extends EveryCaseEvent['type']> = OnOf<WithFile, EveryCaseEvent, Type>;

/** Receivers, each once. */
const only = (...roles: readonly (string | undefined)[]): string[] => [
  ...new Set(roles.filter(role => role !== undefined)),
];

/** What is said of the things that can happen to every case: templates in `policy/templates/every-case`, one for all procedures. */
export const sayings = ({ owner }: Seen) => ({
  /** Urged often enough, the supervisor hears of it; a case that is supervised, whoever supervises it. */
  urged: ({ context }: Now): Message => {
    const number = context.file?.urged ?? 1;
    const isOften = number >= (context.policy.numbers.urgedForSupervisor ?? 1);
    return {
      template: 'urged',
      to: only(owner(context), isOften ? 'supervisor' : undefined, context.file?.supervised?.by),
      data: { number },
      summary: '客户催办 · urged by the customer',
    };
  },
  supervised: ({ context, event }: On<'SUPERVISED'>): Message => ({
    template: 'supervised',
    to: only(owner(context)),
    data: { instruction: event.instruction },
    summary: '上级督办 · put under supervision',
  }),
  reassigned: ({ event }: On<'REASSIGNED'>): Message => ({
    template: 'reassigned',
    to: [event.to],
    data: { reason: event.reason ?? '' },
    summary: '案件转办 · reassigned',
  }),
});
