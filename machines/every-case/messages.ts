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
export const sayings = ({ owner, customer }: Seen) => {
  /** The customer or, of a case without one, whoever has it in hand. */
  const toCustomer = (context: WithFile) => {
    const whom = customer(context);
    return whom ? { to: ['customer'], customer: whom } : { to: [owner(context)] };
  };
  return {
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
    held: ({ context, event }: On<'HOLD'>): Message => ({
      template: 'held',
      ...toCustomer(context),
      data: { reason: event.reason, until: context.file?.hold?.until ?? event.at },
      summary: '挂起，等待客户 · on hold for the customer',
    }),
    holdReminded: ({ context }: Now): Message => ({
      template: 'hold-reminded',
      ...toCustomer(context),
      data: { reason: context.file?.hold?.reason ?? '', until: context.file?.hold?.until ?? 0 },
      summary: '提醒客户答复 · customer reminded of what is waited for',
    }),
    holdOver: ({ context }: Now): Message => ({
      template: 'hold-over',
      to: only(owner(context), context.file?.supervised?.by),
      data: {},
      summary: '挂起期满，继续计时 · held for as long as may be, the clocks go on',
    }),
    extensionAsked: ({ context, event }: On<'EXTENSION_ASKED'>): Message => ({
      template: 'extension-asked',
      to: only('supervisor', context.file?.supervised?.by),
      data: { reason: event.reason },
      summary: '申请延期 · extension asked for',
    }),
    extensionAnswered: ({ context, event }: On<'EXTENSION_APPROVED' | 'EXTENSION_REFUSED'>): Message => ({
      template: 'extension-answered',
      to: only(owner(context)),
      data: { approved: event.type === 'EXTENSION_APPROVED', reason: event.reason ?? '' },
      summary: '延期答复 · extension answered',
    }),
    duplicate: ({ context, event }: On<'DUPLICATE'>): Message => ({
      template: 'duplicate',
      ...toCustomer(context),
      data: { other: event.of },
      summary: '重复案件，并案办理 · a duplicate, goes on under the other case',
    }),
  };
};
