import { and, assign, setup } from 'xstate';
import { budgetOf } from '../../statechart/policy';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './support-ticket.messages';
import type { TicketEvent, TicketInput } from './support-ticket.schema';

export type Event = TicketEvent | ClockEvent<'answer' | 'arrangement' | 'arrival' | 'report'>;

export interface Context extends WithPolicy, TicketInput {
  /** The time that the customer set, ISO 8601. */
  readonly visitAt: string;
  readonly visits: number;
  /** Was nobody there at that time, in one of the visits? */
  readonly late: boolean;
  /** Why, once that is recorded. */
  readonly lateFor?: 'personal' | 'other' | undefined;
  /** Costs registered so far, in yuan. */
  readonly cost: number;
}

const visitAgreed = {
  guard: 'isAhead',
  target: '#support-ticket.visiting',
  actions: ['agree', notify(say.dispatched)],
  meta: label('约定上门', 'A visit is agreed', 'CSD-14 被动服务'),
} as const;

const machine = setup({
  types: {
    input: {} as TicketInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { visits: number; cost: number },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    agree: assign(({ event }) => (event.type === 'VISIT_AGREED' ? { visitAt: event.visitAt } : {})),
    arrive: assign({ visits: ({ context }) => context.visits + 1 }),
    beLate: assign({ late: true, lateFor: undefined }),
    explain: assign(({ event }) =>
      event.type === 'LATE_EXPLAINED' ? { lateFor: event.personal ? 'personal' : 'other' } : {},
    ),
    spend: assign({
      cost: ({ context, event }) => context.cost + ((event.type === 'REGISTERED' && event.yuan) || 0),
    }),
  },
  guards: {
    isAhead: ({ event }) => event.type === 'VISIT_AGREED' && Date.parse(event.visitAt) > event.at,
    owesReason: ({ context }) => context.late && context.lateFor === undefined,
    isPersonal: ({ event }) => event.type === 'LATE_EXPLAINED' && event.personal,
    isSolved: ({ event }) => (event.type === 'REMOTE_ENDED' || event.type === 'REPORT_FILED') && event.solved,
    isIncomplete: ({ event }) =>
      event.type === 'REPORT_FILED' &&
      [event.cause, event.remedy, event.parts, event.opinion, event.form].includes(undefined),
    // What somebody did to the customer nobody but the customer knows; what the ticket itself shows must be so.
    isSo: ({ context: { visits, repeats, late }, event }) =>
      event.type === 'COMPLAINT_PROVED' &&
      (event.about === 'same-fault' ? visits > 1 || repeats !== undefined : event.about !== 'late' || late),
  },
  delays: { survey: ({ context, event }) => budgetOf(context.policy, 'survey', event.at) },
}).createMachine({
  id: 'support-ticket',
  context: ({ input: { at: _, by: __, ...given } }) => ({ ...given, visitAt: '', visits: 0, late: false, cost: 0 }),
  initial: 'answering',
  on: {
    REGISTERED: { actions: 'spend', meta: label('登记', 'Registered', 'SUP-S 三9') },
    QUALITY_PROBLEM: {
      actions: notify(say.qualityProblem),
      meta: label('质量问题转相关部门', 'A quality problem passed on', 'CSD-14 被动服务'),
    },
    COMPLAINT_PROVED: {
      guard: 'isSo',
      actions: notify(say.demeritProposed),
      meta: label('投诉属实，提请记大过', 'A complaint proved true, a serious demerit proposed', 'SUP-S 四2'),
    },
  },
  states: {
    answering: {
      tags: 'answer-owed',
      meta: label('待答复', 'To be answered', 'CSD-14 被动服务'),
      initial: 'hotline',
      on: {
        ANSWERED: {
          target: 'surveying',
          actions: notify(say.answered),
          meta: label('答复客户', 'Answered', 'CSD-14 被动服务'),
        },
        REMOTE_OFFERED: { target: '.authorising', meta: label('提出远程协助', 'Remote help offered') },
        VISIT_AGREED: visitAgreed,
        'clock.answer.warned': {
          actions: notify(say.answerDueSoon),
          meta: label('提醒答复', 'Reminded of the answer'),
        },
        'clock.answer.missed': { actions: notify(say.answerOverdue), meta: label('答复超期', 'Answer overdue') },
        'clock.answer.escalated': {
          actions: notify(say.answerOverdue),
          meta: label('超期上报', 'Overdue, told one level higher'),
        },
      },
      states: {
        hotline: {
          meta: label('热线答复', 'With the hotline', 'CSD-14 被动服务'),
          on: {
            REFERRED: {
              target: 'headquarters',
              actions: notify(say.referred),
              meta: label('不能答复，即报总部', 'Cannot answer: headquarters told at once', 'SUP-S 三2'),
            },
          },
        },
        headquarters: { meta: label('总部支撑中心', 'With headquarters', 'SUP-S 三2') },
        authorising: {
          meta: label('等待授权', 'To be authorised'),
          entry: notify(say.authorisationAsked),
          on: {
            AUTHORISED: { target: '#support-ticket.remote', meta: label('客户授权', 'Authorised by the customer') },
            DECLINED: {
              target: '#support-ticket.arranging',
              meta: label('不授权，改上门', 'Declined, a visit instead'),
            },
          },
        },
      },
    },
    remote: {
      meta: label('远程协助', 'Remote help', 'CSD-14 被动服务'),
      on: {
        REMOTE_ENDED: [
          { guard: 'isSolved', target: 'surveying', meta: label('远程解决', 'Solved from afar', 'CSD-14 被动服务') },
          { target: 'arranging', meta: label('未解决，改上门', 'Not solved, a visit instead', 'CSD-14 被动服务') },
        ],
      },
    },
    arranging: {
      tags: ['arrangement-owed', 'visit-void'],
      meta: label('约定上门时间', 'The visit is to be agreed'),
      entry: notify(say.visitToArrange),
      on: {
        VISIT_AGREED: visitAgreed,
        'clock.arrangement.missed': {
          actions: notify(say.visitNotAgreed),
          meta: label('逾期未约', 'Not agreed in time'),
        },
      },
    },
    visiting: {
      meta: label('上门服务', 'On-site visit', 'CSD-14 被动服务'),
      initial: 'expected',
      states: {
        expected: {
          tags: 'visit-promised',
          meta: label('等待到场', 'Awaiting arrival', 'SUP-S 四'),
          on: {
            ARRIVED: { target: 'on-site', actions: 'arrive', meta: label('到场', 'Arrived', 'SUP-S 四') },
            POSTPONED: { target: '#support-ticket.arranging', meta: label('客户改期', 'The customer postpones') },
            'clock.arrival.missed': {
              actions: ['beLate', notify(say.notThere)],
              meta: label('到时未到场', 'Not there at the time set'),
            },
          },
        },
        'on-site': {
          meta: label('现场处理', 'On site', 'CSD-14 被动服务'),
          on: {
            CALLED_CENTRE: { target: 'cleared', meta: label('致电中心', 'The centre is called', 'SUP-S 四') },
            LEFT: {
              target: '#support-ticket.reporting',
              actions: notify(say.fineFor('left')),
              meta: label('未致电即离场', 'Left without calling the centre', 'SUP-S 四'),
            },
          },
        },
        cleared: {
          meta: label('可以离场', 'May leave', 'SUP-S 四'),
          on: { LEFT: { target: '#support-ticket.reporting', meta: label('离场', 'Left') } },
        },
      },
    },
    reporting: {
      tags: 'report-owed',
      meta: label('服务报告', 'Service report', 'SUP-S 四'),
      entry: notify(say.reportAsked),
      on: {
        LATE_EXPLAINED: [
          {
            guard: and(['owesReason', 'isPersonal']),
            actions: ['explain', notify(say.fineFor('late'))],
            meta: label('个人原因迟到', 'Late for a personal reason', 'SUP-S 四'),
          },
          { guard: 'owesReason', actions: 'explain', meta: label('登记迟到原因', 'Why it was late is recorded') },
        ],
        REPORT_FILED: [
          {
            guard: 'isIncomplete',
            actions: [notify(say.fineFor('report')), notify(say.reportIncomplete)],
            meta: label('报告不完整', 'Incomplete', 'SUP-S 四'),
          },
          { guard: 'isSolved', target: 'surveying', meta: label('报告完整', 'Complete', 'SUP-S 四') },
          { target: 'arranging', meta: label('未解决，再次上门', 'Not solved, another visit') },
        ],
        'clock.report.missed': { actions: notify(say.reportOverdue), meta: label('报告超期', 'Report overdue') },
      },
    },
    surveying: {
      meta: label('满意度调查', 'Survey', 'SUP-D 三'),
      entry: notify(say.survey),
      after: { survey: { target: 'closed', meta: label('未答复', 'Not answered') } },
      on: { SURVEYED: { target: 'closed', meta: label('客户评价', 'The customer has answered', 'SUP-D 三') } },
    },
    closed: { type: 'final', meta: label('结案', 'Closed') },
  },
  output: ({ context: { visits, cost } }) => ({ visits, cost }),
});

/** 技术支持 · A support ticket: answered within a day, by headquarters, from afar or on site; reported on and surveyed. */
export const supportTicket = everyCase({
  name: 'support-ticket',
  version: 1,
  title: { zh: '技术支持', en: 'Support ticket' },
  source: ['CSD-14 被动服务', 'SUP-S 三2', 'SUP-S 三9', 'SUP-S 四', 'SUP-S 四2', 'SUP-D 三'],
  clocks: {
    answer: { title: { zh: '答复期限', en: 'Time to answer' }, rule: 'CSD-14 被动服务', runsIn: 'answer-owed' },
    arrangement: { title: { zh: '约定上门', en: 'Time to agree the visit' }, runsIn: 'arrangement-owed' },
    arrival: {
      title: { zh: '到场时间', en: 'Time the customer set' },
      rule: 'SUP-S 四',
      runsIn: 'visit-promised',
      cancelledIn: 'visit-void',
      until: ({ visitAt }: Context) => Date.parse(visitAt),
    },
    report: { title: { zh: '服务报告期限', en: 'Time for the service report' }, runsIn: 'report-owed' },
  },
  reads: { limits: ['survey'], numbers: ['lateFine', 'leftFine', 'reportFine'] },
  customer: ({ customer }: Context) => customer,
  machine,
});
