import { assign, not, setup } from 'xstate';
import { budgetOf } from '../../statechart/policy';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { dueFrom } from '../due';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './inquiry.messages';
import type { InquiryEvent, InquiryInput } from './inquiry.schema';

/** Whom a second question on the same matter goes to, and a third. */
const ladder = ['lead', 'supervisor', 'manager'] as const;
type Level = (typeof ladder)[number];

export type Event = InquiryEvent | ClockEvent<'answer' | 'followUp'>;

export interface Context extends WithPolicy, InquiryInput {
  /** The role that was asked first: it follows the matter until the customer has an answer. */
  readonly first: string;
  readonly level: Level;
  /** Times that the customer had to ask. */
  readonly asked: number;
  /** Instant (ms) by which the answer is owed. */
  readonly answerDue: number;
  /** The follow-up last promised, ISO 8601. */
  readonly promisedAt: string;
  readonly slip?: string;
}

const machine = setup({
  types: {
    input: {} as InquiryInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { outcome: 'answered'; asked: number },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    promise: assign({ promisedAt: (_, followUpAt: string) => followUpAt }),
    goUp: assign({
      asked: ({ context }) => context.asked + 1,
      level: ({ context: { asked } }) => ladder[Math.min(asked, ladder.length) - 1] ?? 'lead',
    }),
    reopen: assign({ answerDue: ({ context, event }) => dueFrom('answer', event.at, context) }),
    promiseAnew: assign({
      answerDue: ({ context, event }) => (event.type === 'clock.answer.moved' && event.due) || context.answerDue,
    }),
    file: assign({ slip: ({ event }) => (event.type === 'SLIP_FILED' ? event.slip : undefined) }),
  },
  guards: {
    isWeighty: ({ context }) => context.weighty === true,
    owesSlip: ({ context }) => context.urgent === true && context.slip === undefined,
    isAhead: ({ event }) => event.type === 'FOLLOW_UP_PROMISED' && Date.parse(event.followUpAt) > event.at,
  },
  delays: { reopening: ({ context, event }) => budgetOf(context.policy, 'reopening', event.at) },
}).createMachine({
  id: 'inquiry',
  context: ({ input: { at, by, ...given } }) => ({
    ...given,
    first: by?.role === 'customer' ? 'agent' : (by?.role ?? 'agent'),
    level: 'lead',
    asked: 1,
    answerDue: dueFrom('answer', at, given),
    promisedAt: '',
  }),
  initial: 'registered',
  states: {
    registered: {
      meta: label('登记', 'Registered', 'SVC 3章一'),
      always: [
        {
          guard: 'isWeighty',
          target: 'answering',
          actions: notify(say.weightyTold),
          meta: label('重大事项，即报总经理', 'Of weight: the general manager is told at once'),
        },
        {
          target: 'answering',
          meta: label('由首问人负责', 'In the hands of whoever was asked first', 'CSD-14 首问负责'),
        },
      ],
    },
    answering: {
      tags: 'answer-owed',
      meta: label('待答复', 'Answer owed', 'CSD-14 首问负责'),
      initial: 'first-asked',
      on: {
        ANSWERED: {
          target: 'answered',
          actions: notify(say.answered),
          meta: label('答复客户', 'Answered', 'CSD-14 首问负责'),
        },
        HANDED_OVER: {
          target: '.handed-over',
          actions: notify(say.handedOver),
          meta: label('转交负责人', 'Handed over', 'CSD-14 首问负责'),
        },
        FOLLOW_UP_PROMISED: {
          guard: 'isAhead',
          target: '.follow-up-promised',
          actions: [{ type: 'promise', params: ({ event }) => event.followUpAt }, notify(say.followUpPromised)],
          meta: label('说明原因，约定回复', 'Explained, follow-up promised', 'CSD-14 首问负责'),
        },
        BUCK_PASSED: {
          actions: notify(say.conductRecorded),
          meta: label('推诿记录在案', 'Passing the buck recorded', 'CSD-14 首问负责'),
        },
        ASKED_AGAIN: {
          actions: ['goUp', notify(say.askedAgain)],
          meta: label('客户再次来询，上报一级', 'Asked again, one level higher'),
        },
        'clock.answer.warned': {
          actions: notify(say.answerDueSoon),
          meta: label('提醒答复', 'Reminded of the answer'),
        },
        'clock.answer.moved': { actions: 'promiseAnew', meta: label('答复期限变更', 'Time to answer changed') },
        'clock.answer.missed': { actions: notify(say.answerOverdue), meta: label('答复超期', 'Answer overdue') },
        'clock.answer.escalated': {
          actions: notify(say.answerOverdue),
          meta: label('超期上报', 'Overdue, told one level higher'),
        },
      },
      states: {
        'first-asked': { meta: label('首问人办理', 'With whoever was asked first', 'CSD-14 首问负责') },
        'handed-over': { meta: label('已转交，首问人跟进', 'Handed over, still followed', 'CSD-14 首问负责') },
        'follow-up-promised': {
          tags: 'follow-up-promised',
          meta: label('等待约定的回复', 'Until the promised follow-up'),
          on: {
            'clock.followUp.missed': {
              actions: notify(say.followUpMissed),
              meta: label('约定时间已过，未回复', 'The promised follow-up is missed'),
            },
          },
        },
      },
    },
    answered: {
      meta: label('已答复', 'Answered'),
      initial: 'filing',
      on: {
        ASKED_AGAIN: {
          target: 'answering',
          actions: ['goUp', 'reopen', notify(say.askedAgain)],
          meta: label('客户再次来询，上报一级', 'Asked again, one level higher'),
        },
      },
      states: {
        filing: {
          meta: label('核对工作单', 'Is a work slip owed?', 'CSD-14-6'),
          always: [
            { guard: not('owesSlip'), target: 'resting', meta: label('无须补单', 'No slip is owed') },
            {
              target: 'slip-owed',
              actions: notify(say.slipAsked),
              meta: label('先办后补单', 'Solved first, slip filed after', 'CSD-14-6'),
            },
          ],
        },
        'slip-owed': {
          meta: label('待补工作单', 'Work slip owed', 'CSD-14-6'),
          on: {
            SLIP_FILED: {
              target: 'resting',
              actions: 'file',
              meta: label('已补工作单', 'Work slip filed', 'CSD-14-6'),
            },
          },
        },
        resting: {
          meta: label('可再询', 'May be asked again'),
          after: {
            reopening: { target: '#inquiry.closed', meta: label('期内未再询，结案', 'Not asked again: closed') },
          },
        },
      },
    },
    closed: { type: 'final', meta: label('结案', 'Closed') },
  },
  output: ({ context: { asked } }) => ({ outcome: 'answered', asked }),
});

/** 咨询与首问负责 · An inquiry: whoever is asked first answers it, or hands it over and follows it until the customer has an answer. */
export const inquiry = everyCase({
  name: 'inquiry',
  version: 1,
  title: { zh: '咨询与首问负责', en: 'Inquiry' },
  source: ['CSD-14 首问负责', 'CSD-14-6', 'FAC 1 art. 8', 'SUP-D 二', 'SVC 3章一'],
  clocks: {
    answer: { title: { zh: '答复期限', en: 'Time to answer' }, runsIn: 'answer-owed' },
    followUp: {
      title: { zh: '约定回复', en: 'Promised follow-up' },
      runsIn: 'follow-up-promised',
      until: ({ promisedAt }: Context) => Date.parse(promisedAt),
    },
  },
  reads: { limits: ['reopening'] },
  owner: ({ first }: Context) => first,
  customer: ({ customer }: Context) => customer,
  withdrawnIn: 'answer-owed',
  machine,
});
