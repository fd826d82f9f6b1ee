import { assign, setup } from 'xstate';
import { outside } from '../../statechart/procedure';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import type { EveryCaseEvent } from './every-case.schema';
import type { CaseFile, Seen, WithFile } from './file';
import { sayings } from './messages';

/**
 * What can happen to every case, as transitions of the root: a state that says something of its own about an event goes before it.
 * They only write into the case's file, so no state is left and no deadline begins anew; the exceptions end the case.
 */
export function everyCaseTransitions(id: string, seen: Seen) {
  const say = sayings(seen);
  const write = (change: (file: CaseFile, event: EveryCaseEvent) => CaseFile) =>
    assign<WithFile, EveryCaseEvent, undefined, EveryCaseEvent, never>({
      file: ({ context, event }) => change(context.file ?? {}, event),
    });
  return setup({
    types: { context: {} as WithFile, events: {} as EveryCaseEvent, meta: {} as Meta },
    actions: {
      notify: outside<Message>(),
      'file.withdrawn': write(file => ({ ...file, ended: 'withdrawn' })),
      'file.urged': write(file => ({ ...file, urged: (file.urged ?? 0) + 1 })),
      'file.supervised': write((file, { by, at }) => ({ ...file, supervised: { by: by.role, at } })),
      'file.unsupervised': write(({ supervised: _, ...file }) => file),
      'file.reassigned': write((file, event) =>
        event.type === 'REASSIGNED' ? { ...file, assignedTo: event.to } : file,
      ),
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
    },
    states: {
      withdrawn: { type: 'final', tags: 'withdrawn', meta: label('已撤回', 'Withdrawn') },
    },
  });
}
