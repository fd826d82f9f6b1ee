import { and, assign, setup } from 'xstate';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { dueFrom } from '../due';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './adjudication.messages';
import type { AdjudicationEvent, AdjudicationInput } from './adjudication.schema';

export type Event = AdjudicationEvent | ClockEvent<'opinions' | 'decision' | 'execution'>;

export interface Context extends WithPolicy, AdjudicationInput {
  /** What each department has filed; a later opinion of the same department stands in place of the first. */
  readonly opinions: { readonly [department: string]: string };
  /** Instant (ms) by which the opinions are owed. */
  readonly opinionsDue: number;
  /** Is that over? The office need not wait for an opinion any longer. */
  readonly late: boolean;
  readonly decision: string;
  readonly liable?: string;
}

const machine = setup({
  types: {
    input: {} as AdjudicationInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { decision: string; liable?: string },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    file: assign({
      opinions: ({ context, event }) =>
        event.type === 'OPINION_FILED' ? { ...context.opinions, [event.by.role]: event.opinion } : context.opinions,
    }),
    beLate: assign({ late: true }),
    promiseAnew: assign({
      opinionsDue: ({ context, event }) => (event.type === 'clock.opinions.moved' && event.due) || context.opinionsDue,
    }),
    decide: assign(({ context, event }) =>
      event.type === 'DECIDED'
        ? { decision: event.decision, ...(event.liable && { liable: event.liable }) }
        : { decision: context.decision },
    ),
  },
  guards: {
    isParty: ({ context, event }) =>
      event.type === 'OPINION_FILED' && context.departments.some(each => each === event.by.role),
    isLast: ({ context, event }) =>
      event.type === 'OPINION_FILED' && say.missing(context).every(each => each === event.by.role),
    isLate: ({ context }) => context.late,
  },
}).createMachine({
  id: 'adjudication',
  context: ({ input: { at, by: _, ...given } }) => ({
    ...given,
    opinions: {},
    opinionsDue: dueFrom('opinions', at, given),
    late: false,
    decision: '',
  }),
  entry: notify(say.opinionsAsked),
  initial: 'collecting',
  states: {
    collecting: {
      tags: 'opinions-owed',
      meta: label('各部门提交意见', 'Opinions of the departments', 'CSD-14'),
      on: {
        OPINION_FILED: [
          {
            guard: and(['isParty', 'isLast']),
            target: 'deciding',
            actions: ['file', notify(say.decisionAsked)],
            meta: label('意见齐备，请办公室裁决', 'All have filed: the office is to decide', 'CSD-14'),
          },
          { guard: 'isParty', actions: 'file', meta: label('部门提交意见', 'An opinion is filed', 'CSD-14') },
        ],
        DECIDED: {
          guard: 'isLate',
          target: 'carrying-out',
          actions: ['decide', notify(say.decided)],
          meta: label('意见逾期，径行裁决', 'Opinions overdue, decided without'),
        },
        'clock.opinions.warned': {
          actions: notify(say.opinionsDueSoon),
          meta: label('提醒提交意见', 'Reminded of the opinion'),
        },
        'clock.opinions.missed': {
          actions: ['beLate', notify(say.opinionsOverdue)],
          meta: label('意见逾期', 'Opinions overdue'),
        },
        'clock.opinions.moved': { actions: 'promiseAnew', meta: label('意见期限变更', 'Time for opinions changed') },
      },
    },
    deciding: {
      tags: 'decision-owed',
      meta: label('办公室裁决', 'With the office', 'CSD-14'),
      on: {
        DECIDED: {
          target: 'carrying-out',
          actions: ['decide', notify(say.decided)],
          meta: label('办公室作出裁决', 'Decided by the office', 'CSD-14'),
        },
        'clock.decision.warned': { actions: notify(say.dueSoon), meta: label('提醒裁决', 'Reminded of the decision') },
        'clock.decision.missed': { actions: notify(say.overdue), meta: label('裁决逾期', 'Decision overdue') },
      },
    },
    'carrying-out': {
      tags: 'execution-owed',
      meta: label('督办部门执行', 'Carried out by the supervising department', 'CSD-14'),
      on: {
        CARRIED_OUT: {
          target: 'closed',
          actions: notify(say.carriedOut),
          meta: label('执行完毕', 'Carried out', 'CSD-14'),
        },
        'clock.execution.warned': { actions: notify(say.dueSoon), meta: label('提醒执行', 'Reminded to carry it out') },
        'clock.execution.missed': { actions: notify(say.overdue), meta: label('执行逾期', 'Execution overdue') },
      },
    },
    closed: { type: 'final', meta: label('结案', 'Closed') },
  },
  output: ({ context: { decision, liable } }) => ({ decision, ...(liable && { liable }) }),
});

/** 部门分歧裁决 · Departments disagree on a case: each files its opinion, the office decides, the supervising department carries it out. */
export const adjudication = everyCase({
  name: 'adjudication',
  version: 1,
  title: { zh: '部门分歧裁决', en: 'Adjudication' },
  source: ['CSD-14'],
  clocks: {
    opinions: { title: { zh: '提交意见', en: 'Time for opinions' }, runsIn: 'opinions-owed' },
    decision: { title: { zh: '裁决期限', en: 'Time to decide' }, runsIn: 'decision-owed' },
    execution: { title: { zh: '执行期限', en: 'Time to carry it out' }, runsIn: 'execution-owed' },
  },
  owner: () => 'office',
  machine,
});
