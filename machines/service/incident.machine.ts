import { assign, setup } from 'xstate';
import { budgetOf } from '../../statechart/policy';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './incident.messages';
import { type Calls, confirmedBy, departmentsOf, firstOf, kinds } from './incident.plan';
import type { IncidentEvent, IncidentInput } from './incident.schema';

export type Event = IncidentEvent | ClockEvent<'confirmation' | 'review'>;

export interface Context extends WithPolicy, Calls, Pick<IncidentInput, 'place' | 'situation'> {
  /** The instant (ms) at which it happened or was raised. */
  readonly since: number;
}

const notConfirmed = {
  actions: ['callNext', notify(say.nextCalled)],
  meta: label('未确认，通知下一人', 'Not confirmed, the next person is called'),
} as const;

const machine = setup({
  types: {
    input: {} as IncidentInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { unconfirmed: readonly string[] },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    confirm: assign({
      unconfirmed: ({ context, event }) => {
        const confirmed = 'by' in event ? confirmedBy(event.by.role, context) : [];
        return context.unconfirmed.filter(department => !confirmed.includes(department));
      },
    }),
    callNext: assign({ calls: ({ context }) => context.calls + 1 }),
  },
  guards: {
    isCalled: ({ context, event }) => 'by' in event && confirmedBy(event.by.role, context).length > 0,
    allHave: ({ context }) => context.unconfirmed.length === 0,
  },
  // The first report is waited for from the beginning, before any event.
  delays: { rhythm: ({ context, event }) => budgetOf(context.policy, 'rhythm', event.at ?? context.since) },
}).createMachine({
  id: 'incident',
  context: ({ input: { at, by: _, occurredAt, ...given } }) => ({
    ...given,
    since: occurredAt === undefined ? at : Date.parse(occurredAt),
    unconfirmed: departmentsOf(given),
    calls: 1,
  }),
  entry: notify(say.alarm),
  initial: 'under-way',
  states: {
    'under-way': {
      type: 'parallel',
      tags: 'under-way',
      meta: label('处置中', 'Under way', 'ORG 应急预案'),
      on: {
        WITHDRAWN: { actions: notify(say.falseAlarm), meta: label('误报，撤回', 'A false alarm, withdrawn') },
        OVER: { target: 'reviewing', actions: notify(say.over), meta: label('事件解除', 'It is over', 'CSD-9 §4.4') },
      },
      states: {
        confirming: {
          meta: label('各部门确认', 'Confirmation by the departments', 'ORG 应急预案'),
          initial: 'called',
          states: {
            called: {
              tags: 'confirmation-owed',
              meta: label('已通知，待确认', 'Called, not all have confirmed', 'ORG 应急预案'),
              always: {
                guard: 'allHave',
                target: 'complete',
                meta: label('各部门均已确认', 'All have confirmed', 'ORG 应急预案'),
              },
              on: {
                CONFIRMED: {
                  guard: 'isCalled',
                  actions: 'confirm',
                  meta: label('部门确认', 'A department confirms', 'ORG 应急预案'),
                },
                'clock.confirmation.missed': notConfirmed,
                'clock.confirmation.escalated': notConfirmed,
              },
            },
            complete: { meta: label('均已确认', 'All have confirmed', 'ORG 应急预案') },
          },
        },
        reporting: {
          meta: label('现场情况', 'Situation reports', 'CSD-9 §4.4'),
          initial: 'following',
          states: {
            following: {
              meta: label('定时报告', 'Reported on a rhythm', 'CSD-9 §4.4'),
              after: {
                rhythm: {
                  target: 'following',
                  reenter: true,
                  actions: notify(say.reportAsked),
                  meta: label('到时未报，催报', 'No report in time: asked for one'),
                },
              },
              on: {
                SITUATION: {
                  target: 'following',
                  reenter: true,
                  actions: notify(say.situation),
                  meta: label('情况报告', 'Situation report', 'CSD-9 §4.4'),
                },
              },
            },
          },
        },
      },
    },
    reviewing: {
      tags: ['review-owed', 'over'],
      meta: label('总结', 'Review', 'ORG 应急预案'),
      on: {
        REVIEWED: {
          target: 'closed',
          actions: notify(say.reviewed),
          meta: label('提交总结', 'Reviewed', 'ORG 应急预案'),
        },
        'clock.review.warned': {
          actions: notify(say.reviewDueSoon),
          meta: label('提醒总结', 'Reminded of the review'),
        },
        'clock.review.missed': { actions: notify(say.reviewOverdue), meta: label('总结超期', 'Review overdue') },
      },
    },
    closed: { type: 'final', meta: label('结案', 'Closed') },
  },
  output: ({ context: { unconfirmed } }) => ({ unconfirmed }),
});

/** 突发事件 · An incident: all departments of its plan told at once, each to confirm, situation reports until it is over, then a review. */
export const incident = everyCase({
  name: 'incident',
  version: 1,
  title: { zh: '突发事件', en: 'Incident' },
  source: ['CSD-9 §4.4', 'ORG 应急预案'],
  clocks: {
    confirmation: {
      title: { zh: '确认期限', en: 'Time to confirm' },
      runsIn: 'confirmation-owed',
      cancelledIn: 'over',
    },
    review: { title: { zh: '总结期限', en: 'Time for the review' }, runsIn: 'review-owed' },
  },
  reads: { limits: ['rhythm'], plans: kinds },
  owner: (context: Context) => firstOf(context)[0] ?? 'manager',
  withdrawnIn: 'under-way',
  machine,
});
