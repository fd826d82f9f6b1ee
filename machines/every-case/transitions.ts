import { assign, cancel, raise, setup } from 'xstate';
import { budgetOf } from '../../statechart/policy';
import { outside } from '../../statechart/procedure';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import type { EveryCaseEvent } from './every-case.schema';
import type { CaseFile, Seen, WithFile } from './file';
import { sayings } from './messages';

type Event = EveryCaseEvent | { type: 'duecourse.hold.due'; at: number };

/** What another case is told: an event of its own, in the name of whoever brought it about, about this case. */
export interface Told {
  readonly case: string;
  readonly type: string;
  readonly by: { readonly role: string; readonly name?: string };
}

/**
 * What can happen to every case, as transitions of the root: a state that says something of its own about an event goes before it.
 * They only write into the case's file, so no state is left and no deadline begins anew; the exceptions end the case.
 */
export function everyCaseTransitions(id: string, seen: Seen) {
  const say = sayings(seen);
  /** Writes into the file what an event of this type says. */
  const write = <T extends Event['type']>(
    _type: T,
    change: (file: CaseFile, event: Extract<Event, { type: T }>, context: WithFile) => CaseFile,
  ) =>
    assign<WithFile, Event, undefined, Event, never>({
      file: ({ context, event }) => change(context.file ?? {}, event as Extract<Event, { type: T }>, context),
    });
  return setup({
    types: { context: {} as WithFile, events: {} as Event, meta: {} as Meta },
    actions: {
      notify: outside<Message>(),
      tellCase: outside<Told>(),
      'file.withdrawn': write('WITHDRAWN', file => ({ ...file, ended: 'withdrawn' })),
      'file.urged': write('URGED', file => ({ ...file, urged: (file.urged ?? 0) + 1 })),
      'file.supervised': write('SUPERVISED', (file, { by, at }) => ({ ...file, supervised: { by: by.role, at } })),
      'file.unsupervised': write('SUPERVISION_ENDED', ({ supervised: _, ...file }) => file),
      'file.reassigned': write('REASSIGNED', (file, { to }) => ({ ...file, assignedTo: to })),
      'file.held': write('HOLD', (file, { reason, at, until }, { policy }) => ({
        ...file,
        hold: { reason, at, until: until === undefined ? at + budgetOf(policy, 'holdLongest', at) : Date.parse(until) },
      })),
      'file.resumed': write('RESUME', ({ hold: _, ...file }) => file),
      'file.waits': raise({ type: 'duecourse.hold.due' } as Event, { id: 'hold', delay: 'holdDue' }),
      'file.waitsNoMore': cancel('hold'),
      'file.asked': write('EXTENSION_ASKED', (file, { by, reason }) => ({
        ...file,
        extension: { reason, by: by.role },
      })),
      'file.extended': write('EXTENSION_APPROVED', (file, { by }) => ({
        ...file,
        extension: { reason: '', by: by.role, ...file.extension, granted: by.role },
      })),
      'file.notExtended': write('EXTENSION_REFUSED', ({ extension: _, ...file }) => file),
      'file.duplicate': write('DUPLICATE', (file, event) => ({ ...file, ended: 'duplicate', duplicateOf: event.of })),
      'file.duplicateFound': write('DUPLICATE_FOUND', (file, event) => ({
        ...file,
        duplicates: [...new Set([...(file.duplicates ?? []), event.case])],
      })),
    },
    guards: { isHoldOver: ({ context, event }) => event.at >= (context.file?.hold?.until ?? 0) },
    delays: {
      /** The customer is reminded once, then it is over. */
      holdDue: ({ context: { file, policy }, event }) => {
        const { at, until } = file?.hold ?? { at: event.at, until: event.at };
        const reminder = at + budgetOf(policy, 'holdReminder', at);
        return (event.at < reminder ? Math.min(reminder, until) : until) - event.at;
      },
    },
  }).createMachine({
    id,
    initial: 'withdrawn',
    context: {} as WithFile,
    on: {
      WITHDRAWN: {
        target: '.withdrawn',
        actions: 'file.withdrawn',
        meta: label('撤回', 'Withdrawn'),
      },
      URGED: { actions: ['file.urged', notify(say.urged)], meta: label('客户催办', 'Urged by the customer') },
      SUPERVISED: {
        actions: ['file.supervised', notify(say.supervised)],
        meta: label('上级督办', 'Supervised from above'),
      },
      SUPERVISION_ENDED: { actions: 'file.unsupervised', meta: label('解除督办', 'Supervision ended') },
      REASSIGNED: { actions: ['file.reassigned', notify(say.reassigned)], meta: label('转办', 'Reassigned') },
      HOLD: {
        actions: ['file.held', 'file.waits', notify(say.held)],
        meta: label('挂起，等待客户', 'On hold for the customer'),
      },
      RESUME: { actions: ['file.resumed', 'file.waitsNoMore'], meta: label('恢复办理', 'Resumed') },
      'duecourse.hold.due': [
        {
          guard: 'isHoldOver',
          actions: ['file.resumed', notify(say.holdOver)],
          meta: label('挂起期满，继续计时', 'Held for as long as may be, the clocks go on'),
        },
        {
          actions: ['file.waits', notify(say.holdReminded)],
          meta: label('提醒客户答复', 'Customer reminded of what is waited for'),
        },
      ],
      EXTENSION_ASKED: {
        actions: ['file.asked', notify(say.extensionAsked)],
        meta: label('申请延期', 'Extension asked for'),
      },
      EXTENSION_APPROVED: {
        actions: ['file.extended', notify(say.extensionAnswered)],
        meta: label('批准延期', 'Extension approved'),
      },
      EXTENSION_REFUSED: {
        actions: ['file.notExtended', notify(say.extensionAnswered)],
        meta: label('不批准延期', 'Extension refused'),
      },
      DUPLICATE: {
        target: '.duplicate',
        actions: [
          'file.duplicate',
          { type: 'tellCase', params: ({ event }) => ({ case: event.of, type: 'DUPLICATE_FOUND', by: event.by }) },
          notify(say.duplicate),
        ],
        meta: label('重复案件，并案办理', 'A duplicate: goes on under the other case'),
      },
      DUPLICATE_FOUND: { actions: 'file.duplicateFound', meta: label('登记重复案件', 'Another is a duplicate of it') },
    },
    states: {
      duplicate: { type: 'final', tags: 'duplicate', meta: label('重复案件', 'Duplicate of another') },
      withdrawn: { type: 'final', tags: 'withdrawn', meta: label('已撤回', 'Withdrawn') },
    },
  });
}
