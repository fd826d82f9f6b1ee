import { assign, setup } from 'xstate';
import { budgetOf } from '../../statechart/policy';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './major-fault.messages';
import type { FaultEvent, FaultInput } from './major-fault.schema';

export type Event = FaultEvent | ClockEvent<'filing' | 'analysis'>;

export interface Context extends WithPolicy, FaultInput {
  /** Reports on how it stands, so far. */
  readonly reports: number;
}

const machine = setup({
  types: {
    input: {} as FaultInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { outcome: 'analysed'; reports: number },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    count: assign({ reports: ({ context }) => context.reports + 1 }),
  },
  delays: { report: ({ context, event }) => budgetOf(context.policy, 'report', event.at) },
}).createMachine({
  id: 'major-fault',
  context: ({ input: { at: _, by: __, ...given } }) => ({ ...given, reports: 0 }),
  entry: notify(say.reported),
  initial: 'under-way',
  states: {
    'under-way': {
      meta: label('处理中', 'Under way', 'CSD-14 重大故障'),
      initial: 'reported',
      states: {
        reported: {
          tags: 'filing-owed',
          meta: label('待立案', 'To be filed', 'CSD-14 重大故障'),
          on: {
            PROGRESS: { actions: 'count', meta: label('跟进', 'Followed', 'CSD-14 重大故障') },
            FILED: {
              target: 'followed',
              actions: notify(say.executivesTold),
              meta: label('立案，报告领导', 'Filed, the executives told', 'CSD-14 重大故障'),
            },
            'clock.filing.missed': {
              actions: notify(say.filingOverdue),
              meta: label('未按时立案', 'Not filed in time'),
            },
            'clock.filing.escalated': {
              actions: notify(say.filingOverdue),
              meta: label('未立案，上报一级', 'Not filed, told one level higher'),
            },
          },
        },
        followed: {
          meta: label('跟进至消除', 'Followed until it ends', 'CSD-14 重大故障'),
          after: {
            report: {
              target: 'followed',
              reenter: true,
              actions: notify(say.reportAsked),
              meta: label('久无进展，催报', 'Nothing heard for long: asked for a report'),
            },
          },
          on: {
            PROGRESS: {
              target: 'followed',
              reenter: true,
              actions: 'count',
              meta: label('跟进', 'Followed', 'CSD-14 重大故障'),
            },
            ENDED: {
              target: '#major-fault.analysing',
              actions: notify(say.analysisAsked),
              meta: label('故障消除', 'The fault is over', 'CSD-14 重大故障'),
            },
          },
        },
      },
    },
    analysing: {
      tags: 'analysis-owed',
      meta: label('故障分析', 'Fault analysis', 'CSD-14 重大故障'),
      on: {
        'clock.analysis.warned': {
          actions: notify(say.analysisDueSoon),
          meta: label('提醒提交分析', 'Reminded of the analysis'),
        },
        'clock.analysis.missed': {
          actions: notify(say.analysisOverdue),
          meta: label('分析超期', 'Analysis overdue'),
        },
        'clock.analysis.escalated': {
          actions: notify(say.analysisOverdue),
          meta: label('超期上报', 'Overdue, told one level higher'),
        },
        ANALYSED: {
          target: 'closed',
          actions: notify(say.analysed),
          meta: label('分析送客户与销售', 'Analysis to the customer and to sales', 'CSD-14 重大故障'),
        },
      },
    },
    closed: { type: 'final', meta: label('结案', 'Closed') },
  },
  output: ({ context: { reports } }) => ({ outcome: 'analysed', reports }),
});

/** 重大故障 · A major fault: all told at once, filed, followed until it ends, then analysed for the customer and for sales. */
export const majorFault = everyCase({
  name: 'major-fault',
  version: 1,
  title: { zh: '重大故障', en: 'Major fault' },
  source: ['CSD-14 重大故障'],
  clocks: {
    filing: { title: { zh: '立案期限', en: 'Time to file' }, runsIn: 'filing-owed' },
    analysis: { title: { zh: '故障分析期限', en: 'Time for the fault analysis' }, runsIn: 'analysis-owed' },
  },
  reads: { limits: ['report'] },
  owner: () => 'manager',
  customer: ({ customer }: Context) => customer,
  machine,
});
