import { assign, setup } from 'xstate';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { beforehand, left } from '../due';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './service-interruption.messages';
import type { InterruptionEvent, InterruptionInput } from './service-interruption.schema';

export type Event = InterruptionEvent | ClockEvent<'arrangements' | 'announcement'>;

export interface Context extends WithPolicy, InterruptionInput {
  /** The instant (ms) at which it was planned as it is now. */
  readonly plannedAt: number;
  /** Times that the end had to be announced again. */
  readonly prolonged: number;
}

const machine = setup({
  types: {
    input: {} as InterruptionInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { outcome: 'restored'; prolonged: number },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    reschedule: assign(({ event }) =>
      event.type === 'RESCHEDULED' ? { from: event.from, until: event.until, plannedAt: event.at } : {},
    ),
    prolong: assign(({ context, event }) =>
      event.type === 'ANNOUNCED_AGAIN' ? { until: event.until, prolonged: context.prolonged + 1 } : {},
    ),
  },
  guards: {
    isUnplanned: ({ context }) => context.incident !== undefined,
    isShort: ({ context }) => context.plannedAt > beforehand('notice', context.from, context),
    isAhead: ({ event }) =>
      (event.type === 'RESCHEDULED' && Date.parse(event.from) > event.at) ||
      (event.type === 'ANNOUNCED_AGAIN' && Date.parse(event.until) > event.at),
  },
  delays: {
    notice: ({ context, event }) => left(beforehand('notice', context.from, context), event.at ?? context.plannedAt),
    arrangements: ({ context, event }) => left(beforehand('arrangements', context.from, context), event.at),
    start: ({ context, event }) => left(Date.parse(context.from), event.at),
    announceAgain: ({ context, event }) =>
      left(beforehand('announceAgain', context.until, context), event.at ?? context.plannedAt),
  },
}).createMachine({
  id: 'service-interruption',
  context: ({ input: { at, by: _, ...given } }) => ({ ...given, plannedAt: at, prolonged: 0 }),
  initial: 'opened',
  states: {
    opened: {
      meta: label('已登记', 'Opened'),
      always: [
        {
          guard: 'isUnplanned',
          target: 'interrupted',
          actions: notify(say.interrupted),
          meta: label('非计划中断，即告', 'Not planned: told at once'),
        },
        { target: 'planned', meta: label('计划中断', 'Planned', 'ORG 物业服务') },
      ],
    },
    planned: {
      tags: ['to-come', 'arrangements-void'],
      meta: label('已计划，待预告', 'Planned, to be announced', 'ORG 物业服务'),
      after: {
        notice: [
          {
            guard: 'isShort',
            target: 'announced',
            actions: [notify(say.notice), notify(say.shortNotice)],
            meta: label('预告不足规定时间', 'Announced at short notice'),
          },
          { target: 'announced', actions: notify(say.notice), meta: label('预告', 'Announced', 'ORG 物业服务') },
        ],
      },
      on: {
        RESCHEDULED: {
          guard: 'isAhead',
          target: 'planned',
          reenter: true,
          actions: 'reschedule',
          meta: label('改期', 'Rescheduled'),
        },
      },
    },
    announced: {
      tags: 'to-come',
      meta: label('已预告', 'Announced', 'ORG 物业服务'),
      initial: 'waiting',
      on: {
        RESCHEDULED: {
          guard: 'isAhead',
          target: 'planned',
          actions: ['reschedule', notify(say.rescheduled)],
          meta: label('改期并告知', 'Rescheduled, and told'),
        },
        WITHDRAWN: { actions: notify(say.calledOff), meta: label('取消并告知', 'Called off, and told') },
      },
      states: {
        waiting: {
          meta: label('等待当日', 'Until the day'),
          after: { arrangements: { target: 'arranging', meta: label('临近开始', 'It begins soon') } },
        },
        arranging: {
          tags: 'arrangements-owed',
          meta: label('当日安排', 'Arrangements of the day', 'ORG 物业服务'),
          entry: notify(say.arrangementsAsked),
          on: {
            ARRANGED: {
              target: 'arranged',
              actions: notify(say.arrangements),
              meta: label('安排就绪并告知', 'Arranged, and told', 'ORG 物业服务'),
            },
            'clock.arrangements.missed': {
              target: '#service-interruption.interrupted',
              actions: notify(say.notArranged),
              meta: label('开始时安排未就绪', 'It begins, the arrangements not made'),
            },
          },
        },
        arranged: {
          meta: label('安排就绪', 'Arranged', 'ORG 物业服务'),
          after: { start: { target: '#service-interruption.interrupted', meta: label('开始', 'It begins') } },
        },
      },
    },
    interrupted: {
      tags: 'arrangements-void',
      meta: label('中断中', 'Interrupted'),
      initial: 'as-announced',
      on: {
        RESTORED: {
          target: 'closed',
          actions: notify(say.restored),
          meta: label('恢复并告知', 'Restored, and told', 'ORG 物业服务'),
        },
      },
      states: {
        'as-announced': {
          meta: label('在预告时间内', 'Within the announced time'),
          after: {
            announceAgain: {
              target: 'announce-again',
              actions: notify(say.announcementAsked),
              meta: label('将到预告时间', 'The announced end is near'),
            },
          },
          on: { LONGER: { target: 'announce-again', meta: label('不能按时恢复', 'It takes longer') } },
        },
        'announce-again': {
          tags: 'announcement-owed',
          meta: label('应再次预告', 'To be announced again'),
          on: {
            ANNOUNCED_AGAIN: {
              guard: 'isAhead',
              target: 'as-announced',
              actions: ['prolong', notify(say.announcedAgain)],
              meta: label('再次预告', 'Announced again'),
            },
            'clock.announcement.missed': {
              actions: notify(say.notAnnounced),
              meta: label('预告时间已过', 'Past the announced end'),
            },
          },
        },
      },
    },
    closed: { type: 'final', tags: ['arrangements-void', 'announcement-void'], meta: label('结案', 'Closed') },
  },
  output: ({ context: { prolonged } }) => ({ outcome: 'restored', prolonged }),
});

/** 停水停电等通知 · A service is cut off: those concerned are told beforehand, of the day's arrangements, in time if it takes longer, and of its end. */
export const serviceInterruption = everyCase({
  name: 'service-interruption',
  version: 1,
  title: { zh: '停水停电等通知', en: 'Service interruption' },
  source: ['ORG 物业服务'],
  clocks: {
    arrangements: {
      title: { zh: '当日安排就绪', en: 'Arrangements of the day' },
      runsIn: 'arrangements-owed',
      cancelledIn: 'arrangements-void',
      until: ({ from }: Context) => Date.parse(from),
    },
    announcement: {
      title: { zh: '再次预告', en: 'Announce again' },
      runsIn: 'announcement-owed',
      cancelledIn: 'announcement-void',
      until: ({ until }: Context) => Date.parse(until),
    },
  },
  owner: () => 'engineering',
  customer: ({ concerned }: Context) => concerned,
  withdrawnIn: 'to-come',
  reads: { limits: ['notice', 'arrangements', 'announceAgain'] },
  machine,
});
