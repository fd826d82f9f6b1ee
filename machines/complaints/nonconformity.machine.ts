import { assign, setup } from 'xstate';
import { budgetOf } from '../../statechart/policy';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './nonconformity.messages';
import type { NonconformityEvent, NonconformityInput } from './nonconformity.schema';

export type Event = NonconformityEvent | ClockEvent<'correction' | 'analysis' | 'action' | 'check'>;

export interface Context extends WithPolicy, NonconformityInput {
  /** Who has the preventive action in hand, what it is, and by when it was promised (ISO 8601). */
  readonly owner: string;
  readonly action: string;
  readonly actionDue: string;
  /** Preventive actions taken that did not help. */
  readonly repeated: number;
}

/** Of the departments only the liable one acts; these answer for any. */
const inCharge = ['lead', 'supervisor', 'manager'];

/** Each step has a limit of its own; what is said of it is the same. */
const limit = {
  warned: { actions: notify(say.dueSoon), meta: label('期限提醒', 'Due soon') },
  missed: { actions: notify(say.overdue), meta: label('超期上报', 'Overdue, told one level higher') },
} as const;

const machine = setup({
  types: {
    input: {} as NonconformityInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { repeated: number },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    plan: assign(({ context, event }) =>
      event.type === 'ACTION_PLANNED'
        ? { owner: event.owner, action: event.action, actionDue: event.dueAt }
        : { owner: context.owner },
    ),
    repeat: assign({ repeated: ({ context }) => context.repeated + 1 }),
  },
  guards: {
    isAhead: ({ event }) => event.type === 'ACTION_PLANNED' && Date.parse(event.dueAt) > event.at,
    isOwner: ({ context, event }) => 'by' in event && event.by.role === context.owner,
    isLiable: ({ context, event }) =>
      'by' in event && [context.department, 'engineer', ...inCharge].includes(event.by.role),
    isEffective: ({ event }) => event.type === 'EFFECT_CHECKED' && event.effective,
  },
  delays: { effect: ({ context, event }) => budgetOf(context.policy, 'effect', event.at) },
}).createMachine({
  id: 'nonconformity',
  context: ({ input: { at: _at, by: _by, ...given } }) => ({
    ...given,
    owner: '',
    action: '',
    actionDue: '',
    repeated: 0,
  }),
  entry: notify(say.correctionAsked),
  initial: 'correcting',
  states: {
    correcting: {
      tags: 'correction-owed',
      meta: label('已登记，待纠正', 'Recorded, to be corrected', 'ORG 项目服务'),
      on: {
        CORRECTED: {
          guard: 'isLiable',
          target: 'analysing',
          actions: notify(say.causeAsked),
          meta: label('已纠正', 'Corrected', 'ORG 项目服务'),
        },
        'clock.correction.warned': limit.warned,
        'clock.correction.missed': limit.missed,
      },
    },
    analysing: {
      tags: 'analysis-owed',
      meta: label('查明原因，制定预防措施', 'Cause and preventive action', 'ORG 项目服务'),
      initial: 'finding-cause',
      on: { 'clock.analysis.warned': limit.warned, 'clock.analysis.missed': limit.missed },
      states: {
        'finding-cause': {
          meta: label('查明原因', 'Finding the cause', 'ORG 项目服务'),
          on: {
            CAUSE_FOUND: {
              guard: 'isLiable',
              target: 'planning',
              meta: label('原因已查明', 'Cause found', 'ORG 项目服务'),
            },
          },
        },
        planning: {
          meta: label('制定预防措施', 'Planning the preventive action', 'ORG 项目服务'),
          on: {
            ACTION_PLANNED: {
              guard: 'isAhead',
              target: '#nonconformity.preventing',
              actions: ['plan', notify(say.actionAsked)],
              meta: label('明确责任人与日期', 'Owner and date are set', 'ORG 项目服务'),
            },
          },
        },
      },
    },
    preventing: {
      tags: 'action-owed',
      meta: label('落实预防措施', 'Preventive action under way', 'ORG 项目服务'),
      on: {
        ACTION_TAKEN: {
          guard: 'isOwner',
          target: 'proving',
          meta: label('措施已落实', 'Action taken', 'ORG 项目服务'),
        },
        'clock.action.warned': limit.warned,
        'clock.action.missed': limit.missed,
      },
    },
    proving: {
      meta: label('观察效果', 'Until the effect is checked'),
      after: { effect: { target: 'checking', meta: label('应验证效果', 'Effect to be checked', 'ORG 项目服务') } },
    },
    checking: {
      tags: 'check-owed',
      entry: notify(say.checkAsked),
      meta: label('验证效果', 'Effect to be checked', 'ORG 项目服务'),
      on: {
        EFFECT_CHECKED: [
          { guard: 'isEffective', target: 'closed', meta: label('有效，结案', 'Effective: closed', 'ORG 项目服务') },
          {
            target: 'analysing',
            actions: ['repeat', notify(say.repeated)],
            meta: label('无效，重新查因', 'Not effective: repeated', 'ORG 项目服务'),
          },
        ],
        'clock.check.warned': limit.warned,
        'clock.check.missed': limit.missed,
      },
    },
    closed: { type: 'final', meta: label('结案', 'Closed') },
  },
  output: ({ context: { repeated } }) => ({ repeated }),
});

/** 不合格服务的纠正与预防 · A service that failed: corrected, its cause found and prevented by an owner with a date, and the effect checked. */
export const nonconformity = everyCase({
  name: 'nonconformity',
  version: 1,
  title: { zh: '不合格服务的纠正与预防', en: 'Nonconformity' },
  source: ['ORG 项目服务'],
  clocks: {
    correction: { title: { zh: '纠正期限', en: 'Time to correct' }, runsIn: 'correction-owed' },
    analysis: { title: { zh: '查因与制定措施', en: 'Time for cause and plan' }, runsIn: 'analysis-owed' },
    action: {
      title: { zh: '预防措施完成日期', en: 'Date of the preventive action' },
      runsIn: 'action-owed',
      until: ({ actionDue }: Context) => Date.parse(actionDue),
    },
    check: { title: { zh: '验证期限', en: 'Time to check' }, runsIn: 'check-owed' },
  },
  reads: { limits: ['effect'] },
  owner: ({ department }: Context) => department,
  machine,
});
