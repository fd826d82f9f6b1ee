import { assign, setup } from 'xstate';
import { budgetOf } from '../../statechart/policy';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { dueFrom } from '../due';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './employee-complaint.messages';
import type { EmployeeComplaintEvent, EmployeeComplaintInput } from './employee-complaint.schema';

/** Who has the complaint in hand: the officer, human resources, or whoever decides for good. */
type Level = 'agent' | 'hr' | 'gm' | 'chairman';
type Outcome = 'settled' | 'grounded' | 'ungrounded';

export type Event = EmployeeComplaintEvent | ClockEvent<'reply' | 'report' | 'opinion' | 'referral'>;

export interface Context extends WithPolicy, EmployeeComplaintInput {
  readonly level: Level;
  readonly major: boolean;
  /** Instant (ms) by which the reply is owed. */
  readonly replyDue: number;
  readonly late: boolean;
  /** Pieces of evidence on record. */
  readonly evidence: number;
  /** The department whose opinion was asked last. */
  readonly asked: string;
  readonly outcome: Outcome;
}

const machine = setup({
  types: {
    input: {} as EmployeeComplaintInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { outcome: Outcome; level: Level },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    handTo: assign({ level: (_, level: Level) => level }),
    weigh: assign({ major: ({ event }) => event.type === 'REPORTED' && event.major }),
    takeEvidence: assign({ evidence: ({ context }) => context.evidence + 1 }),
    ask: assign({ asked: ({ context, event }) => (event.type === 'OPINION_ASKED' ? event.from : context.asked) }),
    decide: assign({ outcome: ({ event }) => ('grounded' in event && event.grounded ? 'grounded' : 'ungrounded') }),
    promiseAnew: assign({
      replyDue: ({ context, event }) => (event.type === 'clock.reply.moved' && event.due) || context.replyDue,
    }),
    beLate: assign({ late: true }),
    review: assign({ replyDue: ({ context, event }) => dueFrom('reply', event.at, context), late: false }),
  },
  guards: {
    isNamed: ({ context }) => context.complainant !== undefined,
    isLate: ({ context }) => context.late,
    isAsked: ({ context, event }) => event.type === 'OPINION_GIVEN' && event.by.role === context.asked,
    isOfficers: ({ context }) => context.level === 'agent',
    isHumanResources: ({ context }) => context.level === 'hr',
  },
  delays: { review: ({ context, event }) => budgetOf(context.policy, 'review', event.at) },
}).createMachine({
  id: 'employee-complaint',
  context: ({ input: { at, by: _, ...given } }) => ({
    ...given,
    level: 'agent',
    major: false,
    replyDue: dueFrom('reply', at, given),
    late: false,
    evidence: 0,
    asked: '',
    outcome: 'settled',
  }),
  initial: 'registered',
  states: {
    registered: {
      meta: label('登记', 'Registered', 'CSD-5 §4.1'),
      always: [
        {
          guard: 'isNamed',
          target: 'answering',
          actions: notify(say.received),
          meta: label('告知投诉人已受理', 'The complainant is told that it was received'),
        },
        { target: 'answering', meta: label('匿名投诉', 'Anonymous') },
      ],
    },
    answering: {
      tags: 'reply-owed',
      meta: label('待答复', 'Reply owed', 'CSD-5 §7.1.1'),
      initial: 'with-officer',
      on: {
        COMPLAINED_AGAIN: {
          guard: 'isLate',
          actions: notify(say.fineProposed),
          meta: label('超期后再次或越级投诉', 'Overdue and complained again, or over their heads', 'CSD-5 §7.1.1'),
        },
        'clock.reply.warned': { actions: notify(say.replyDueSoon), meta: label('提醒答复', 'Reminded of the reply') },
        'clock.reply.moved': { actions: 'promiseAnew', meta: label('答复期限变更', 'Time to reply changed') },
        'clock.reply.missed': {
          actions: ['beLate', notify(say.replyOverdue)],
          meta: label('答复超期', 'Reply overdue'),
        },
        'clock.reply.escalated': {
          actions: notify(say.replyOverdue),
          meta: label('超期上报', 'Overdue, told one level higher'),
        },
      },
      states: {
        'with-officer': {
          tags: 'report-owed',
          meta: label('投诉专员受理', 'With the officer', 'CSD-5 §4.1'),
          on: {
            SETTLED: {
              target: '#employee-complaint.replied',
              actions: notify(say.replied),
              meta: label('专员处理并答复', 'Settled by the officer', 'CSD-5 §4.1'),
            },
            REPORTED: {
              target: 'with-hr',
              actions: [{ type: 'handTo', params: 'hr' }, 'weigh', notify(say.investigationAsked)],
              meta: label('当日上报人事行政部', 'Reported to human resources the same day', 'CSD-5 §4.1'),
            },
            'clock.report.missed': {
              actions: notify(say.reportOverdue),
              meta: label('当日未上报', 'Not reported the same day'),
            },
          },
        },
        'with-hr': {
          tags: 'judgement-owed',
          meta: label('人事行政部调查', 'Investigated by human resources', 'CSD-5 §4.1'),
          initial: 'investigating',
          on: {
            EVIDENCE_TAKEN: { actions: 'takeEvidence', meta: label('取证', 'Evidence taken', 'CSD-5 §4.1') },
            OPINION_ASKED: {
              target: '.opinion-asked',
              actions: ['ask', notify(say.opinionAsked)],
              meta: label('征求部门意见', 'Opinion asked', 'CSD-5 §4.1.3'),
            },
            DECIDED: {
              target: '#employee-complaint.replied',
              actions: ['decide', notify(say.replied)],
              meta: label('作出决定并答复', 'Decided and replied', 'CSD-5 §4.1'),
            },
            REFERRED_UP: {
              target: 'with-executive',
              actions: [{ type: 'handTo', params: ({ event }) => event.to }, notify(say.finalDecisionAsked)],
              meta: label('报请最终裁定', 'Referred up for the final decision', 'CSD-5 §4.1'),
            },
            'clock.referral.missed': {
              actions: notify(say.referralOverdue),
              meta: label('重大投诉一日内未报', 'Major, and not referred up in time'),
            },
          },
          states: {
            investigating: { meta: label('调查取证', 'Investigating', 'CSD-5 §4.1') },
            'opinion-asked': {
              tags: 'opinion-owed',
              meta: label('待部门意见', "Awaiting the department's opinion", 'CSD-5 §4.1.3'),
              on: {
                OPINION_GIVEN: {
                  guard: 'isAsked',
                  target: 'investigating',
                  actions: notify(say.opinionGiven),
                  meta: label('部门提出意见', 'The department gives its opinion', 'CSD-5 §4.1.3'),
                },
                'clock.opinion.missed': {
                  actions: notify(say.opinionOverdue),
                  meta: label('意见逾期', 'Opinion overdue'),
                },
              },
            },
          },
        },
        'with-executive': {
          meta: label('最终裁定', 'Final decision', 'CSD-5 §5.1'),
          on: {
            FINALLY_DECIDED: {
              target: '#employee-complaint.replied',
              actions: ['decide', notify(say.replied)],
              meta: label('最终裁定并答复', 'Decided for good and replied', 'CSD-5 §5.1'),
            },
          },
        },
      },
    },
    replied: {
      meta: label('已答复', 'Replied'),
      after: { review: { target: 'closed', meta: label('期内未申请复议，结案', 'No review asked for: closed') } },
      on: {
        ACCEPTED: { target: 'closed', meta: label('接受答复', 'Reply accepted') },
        REVIEW_ASKED: [
          {
            guard: 'isOfficers',
            target: 'answering.with-hr',
            actions: ['review', { type: 'handTo', params: 'hr' }, notify(say.reviewAsked)],
            meta: label('申请复议，由人事行政部办理', 'Review asked of human resources', 'CSD-5 §5.1'),
          },
          {
            guard: 'isHumanResources',
            target: 'answering.with-executive',
            actions: ['review', { type: 'handTo', params: 'gm' }, notify(say.reviewAsked)],
            meta: label('申请复议，由总经理裁定', 'Review asked of the general manager', 'CSD-5 §5.1'),
          },
        ],
      },
    },
    closed: { type: 'final', meta: label('结案', 'Closed') },
  },
  output: ({ context: { outcome, level } }) => ({ outcome, level }),
});

/** 员工投诉 · An employee's complaint: settled by the officer or reported the same day, investigated by human resources, decided for good above them. */
export const employeeComplaint = everyCase({
  name: 'employee-complaint',
  version: 1,
  title: { zh: '员工投诉', en: 'Employee complaint' },
  source: ['CSD-5 §4.1', 'CSD-5 §4.1.3', 'CSD-5 §5.1', 'CSD-5 §7.1.1'],
  clocks: {
    reply: { title: { zh: '答复期限', en: 'Time to reply' }, rule: 'CSD-5 §7.1.1', runsIn: 'reply-owed' },
    report: { title: { zh: '当日上报', en: 'Reported the same day' }, rule: 'CSD-5 §4.1', runsIn: 'report-owed' },
    opinion: { title: { zh: '部门意见', en: "The department's opinion" }, runsIn: 'opinion-owed' },
    referral: {
      title: { zh: '重大投诉报请裁定', en: 'A major complaint referred up' },
      rule: 'CSD-5 §4.1',
      runsIn: 'judgement-owed',
      onlyIf: ({ major }: Context) => major,
    },
  },
  reads: { limits: ['review'], numbers: ['fine'] },
  owner: ({ level }: Context) => level,
  customer: ({ complainant }: Context) => complainant,
  machine,
});
