import { and, assign, setup } from 'xstate';
import { budgetOf } from '../../statechart/policy';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { dueFrom } from '../due';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './customer-complaint.messages';
import type { ComplaintEvent, ComplaintInput } from './customer-complaint.schema';

/** Who judges, from the bottom up: a refused reply goes one level higher. */
const ladder = ['agent', 'supervisor', 'manager', 'gm'] as const;
type Level = (typeof ladder)[number];
type Outcome = 'satisfied' | 'closed' | 'unresolved';

export type Event = ComplaintEvent | ClockEvent<'reply'>;

export interface Context extends WithPolicy, ComplaintInput {
  readonly level: Level;
  /** Instant (ms) by which the complainant was promised the reply that is owed now. */
  readonly replyDue: number;
  /** Callbacks made since the last reply. */
  readonly callbacks: number;
  readonly outcome: Outcome;
}

const rank = (role: string): number => ladder.indexOf(role as Level);
const machine = setup({
  types: {
    input: {} as ComplaintInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { outcome: Outcome; level: Level; callbacks: number },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    goUp: assign({ level: ({ context }) => ladder[rank(context.level) + 1] ?? context.level }),
    takeOver: assign({ level: ({ event }) => ('by' in event ? (event.by.role as Level) : 'agent') }),
    reopen: assign({ replyDue: ({ context, event }) => dueFrom('reply', event.at, context), callbacks: 0 }),
    promiseAnew: assign({
      replyDue: ({ context, event }) => (event.type === 'clock.reply.moved' && event.due) || context.replyDue,
    }),
    count: assign({ callbacks: ({ context }) => context.callbacks + 1 }),
    end: assign({ outcome: (_, outcome: Outcome) => outcome }),
  },
  guards: {
    mayJudge: ({ context, event }) => 'by' in event && rank(event.by.role) >= rank(context.level),
    isGrounded: ({ event }) => event.type === 'JUDGED' && event.grounded,
    isAgents: ({ context }) => context.level === 'agent',
    isTop: ({ context }) => context.level === 'gm',
    isBelowTop: ({ context }) => context.level !== 'gm',
    isSatisfied: ({ event }) => event.type === 'CALLED_BACK' && event.outcome === 'satisfied',
    isUnsatisfied: ({ event }) => event.type === 'CALLED_BACK' && event.outcome === 'unsatisfied',
    isLastCallback: ({ context }) => context.callbacks + 1 >= (context.policy.numbers.callbacks ?? 1),
  },
  delays: { callback: ({ context, event }) => budgetOf(context.policy, 'callback', event.at) },
}).createMachine({
  id: 'customer-complaint',
  context: ({ input: { at, by: _, ...given } }) => ({
    ...given,
    level: 'agent',
    replyDue: dueFrom('reply', at, given),
    callbacks: 0,
    outcome: 'closed',
  }),
  entry: notify(say.received),
  initial: 'answering',
  states: {
    answering: {
      tags: 'reply-owed',
      meta: label('待答复', 'Reply owed'),
      initial: 'judging',
      on: {
        'clock.reply.warned': { actions: notify(say.replyDueSoon), meta: label('提醒答复', 'Reminded of the reply') },
        'clock.reply.missed': { actions: notify(say.replyOverdue), meta: label('答复超期', 'Reply overdue') },
        'clock.reply.escalated': {
          actions: notify(say.replyOverdue),
          meta: label('超期上报', 'Overdue, told one level higher'),
        },
        'clock.reply.moved': { actions: 'promiseAnew', meta: label('答复期限变更', 'Time to reply changed') },
      },
      states: {
        judging: {
          meta: label('判定', 'Judgement', 'CSD-5 §4.2.1'),
          on: {
            JUDGED: [
              {
                guard: and(['mayJudge', 'isGrounded']),
                target: 'handling',
                actions: ['takeOver', notify(say.handlingAsked)],
                meta: label('成立', 'Grounded', 'CSD-5 §4.2.1'),
              },
              {
                guard: 'mayJudge',
                target: '#customer-complaint.callbacks',
                actions: ['takeOver', notify(say.explained)],
                meta: label('不成立，说明', 'Ungrounded, explained', 'SVC'),
              },
            ],
            REFERRED_UP: [
              {
                guard: and(['mayJudge', 'isAgents']),
                actions: ['goUp', notify(say.judgementAsked)],
                meta: label('上报主管判定', 'Referred up to the supervisor', 'CSD-5 §3'),
              },
              {
                guard: and(['mayJudge', 'isBelowTop']),
                actions: ['goUp', notify(say.judgementAsked)],
                meta: label('再上报一级', 'Referred up one level more'),
              },
            ],
          },
        },
        handling: {
          meta: label('处理', 'Handling'),
          on: {
            DELAY_EXPLAINED: {
              actions: notify(say.delayExplained),
              meta: label('说明暂不能解决', 'Delay explained', 'SVC 3章三'),
            },
            REPLIED: {
              target: '#customer-complaint.replied',
              actions: notify(say.replied),
              meta: label('答复客户', 'Replied'),
            },
          },
        },
      },
    },
    replied: {
      meta: label('待客户确认', 'Awaiting acceptance'),
      after: {
        callback: { target: 'callbacks.due', meta: label('每周回访', 'Weekly callback', 'CSD-5 §5.2.7') },
      },
      on: {
        ACCEPTED: { target: 'callbacks', meta: label('接受答复', 'Reply accepted') },
        REFUSED: [
          {
            guard: 'isTop',
            target: 'unresolved',
            actions: { type: 'end', params: 'unresolved' },
            meta: label('总经理答复仍不接受', "The general manager's reply refused"),
          },
          {
            target: 'answering',
            actions: ['goUp', 'reopen', notify(say.judgementAsked)],
            meta: label('不接受，上级重新判定', 'Refused, judged one level higher'),
          },
        ],
      },
    },
    callbacks: {
      meta: label('每周回访', 'Weekly callbacks', 'CSD-5 §5.2.7'),
      initial: 'waiting',
      states: {
        waiting: {
          meta: label('等待回访日', 'Until the next callback'),
          after: {
            callback: { target: 'due', meta: label('每周回访', 'Weekly callback', 'CSD-5 §5.2.7') },
          },
        },
        due: {
          meta: label('应回访', 'Callback due', 'CSD-5 §5.2.7'),
          entry: notify(say.callbackDue),
          on: {
            CALLED_BACK: [
              {
                guard: 'isSatisfied',
                target: '#customer-complaint.closed',
                actions: ['count', { type: 'end', params: 'satisfied' }],
                meta: label('客户满意', 'Satisfied', 'CSD-5 §5.2.7'),
              },
              {
                guard: 'isUnsatisfied',
                target: '#customer-complaint.answering',
                actions: ['reopen', notify(say.judgementAsked)],
                meta: label('不满意，重新办理', 'Unsatisfied, reopened'),
              },
              {
                guard: 'isLastCallback',
                target: '#customer-complaint.closed',
                actions: 'count',
                meta: label('回访次数已满', 'Last callback'),
              },
              {
                target: 'waiting',
                actions: 'count',
                meta: label('未联系上，下周再访', 'Not reached, again next week', 'CSD-5 §5.2.7'),
              },
            ],
          },
        },
      },
    },
    closed: { type: 'final', meta: label('结案', 'Closed') },
    unresolved: { type: 'final', meta: label('未解决结案', 'Closed as unresolved') },
  },
  output: ({ context: { outcome, level, callbacks } }) => ({ outcome, level, callbacks }),
});

/** 客户投诉 · A customer's complaint: judged, handled, answered within the limit, called back each week until the customer is satisfied. */
export const customerComplaint = everyCase({
  name: 'customer-complaint',
  version: 1,
  title: { zh: '客户投诉', en: 'Customer complaint' },
  source: ['CSD-5 §3', 'CSD-5 §4.2.1', 'CSD-5 §5.2.7', 'SVC', 'SVC 3章三', 'FAC 1 art. 9'],
  clocks: {
    // The limit of CSD-5 §7.1.1 is one for employees' complaints: for customers' it is the policy's, and cites nothing.
    reply: { title: { zh: '答复期限', en: 'Time to reply' }, runsIn: 'reply-owed' },
  },
  reads: { limits: ['callback'], numbers: ['callbacks'] },
  owner: ({ level }: Context) => level,
  customer: ({ complainant }: Context) => complainant,
  withdrawnIn: 'reply-owed',
  reopening: { from: ['replied', 'callbacks'], to: 'answering', actions: ['reopen', notify(say.judgementAsked)] },
  machine,
});
