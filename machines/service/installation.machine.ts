import { assign, setup } from 'xstate';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './installation.messages';
import type { InstallationEvent, InstallationInput } from './installation.schema';

export type Event = InstallationEvent | ClockEvent<'agreement' | 'work' | 'acceptance' | 'rework' | 'filing'>;

export interface Context extends WithPolicy, InstallationInput {
  /** By when all of it was agreed to be done, ISO 8601. */
  readonly doneBy: string;
  readonly late: boolean;
  /** Times that the customer refused to accept it. */
  readonly reworks: number;
}

const overdue = { actions: notify(say.overdue), meta: label('超期上报', 'Overdue, told one level higher') } as const;

const machine = setup({
  types: {
    input: {} as InstallationInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { outcome: 'accepted'; late: boolean; reworks: number },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    agree: assign(({ event }) => (event.type === 'DATE_AGREED' ? { doneBy: event.doneBy } : {})),
    beLate: assign({ late: true }),
    rework: assign({ reworks: ({ context }) => context.reworks + 1 }),
  },
  guards: {
    isAhead: ({ event }) => event.type === 'DATE_AGREED' && Date.parse(event.doneBy) > event.at,
    isLate: ({ context, event }) =>
      context.late && event.type === 'LATE_EXPLAINED' && Date.parse(event.doneBy) > event.at,
  },
}).createMachine({
  id: 'installation',
  context: ({ input: { at: _, by: __, ...given } }) => ({ ...given, doneBy: '', late: false, reworks: 0 }),
  entry: notify(say.handedOver),
  initial: 'handed-over',
  states: {
    'handed-over': {
      tags: ['agreement-owed', 'work-void', 'to-come'],
      meta: label('订单已移交', 'Order handed over', 'SUP-S 二3'),
      on: {
        DATE_AGREED: {
          guard: 'isAhead',
          target: 'working',
          actions: ['agree', notify(say.dateAgreed)],
          meta: label('约定日期', 'The date is agreed', 'SUP-S 二3'),
        },
        'clock.agreement.missed': overdue,
      },
    },
    working: {
      tags: ['work-owed', 'to-come'],
      meta: label('安装、调试、培训', 'Installed, commissioned, trained', 'SUP-S 二3'),
      initial: 'installing',
      on: {
        'clock.work.warned': {
          actions: notify(say.workDueSoon),
          meta: label('提醒完成', 'Reminded of the agreed time'),
        },
        'clock.work.missed': {
          actions: ['beLate', notify(say.late)],
          meta: label('超过约定时间', 'Past the agreed time', 'SUP-S 二3'),
        },
        'clock.work.escalated': { actions: notify(say.late), meta: label('延期上报', 'Late, told one level higher') },
        LATE_EXPLAINED: {
          guard: 'isLate',
          actions: notify(say.delay),
          meta: label('向客户说明延期', 'The delay is explained to the customer'),
        },
      },
      states: {
        installing: {
          meta: label('安装', 'Installing', 'SUP-S 二3'),
          on: {
            INSTALLED: { target: 'commissioning', meta: label('安装完成', 'Installed', 'SUP-S 二3') },
            POSTPONED: { target: '#installation.handed-over', meta: label('客户改期', 'The customer postpones') },
          },
        },
        commissioning: {
          meta: label('调试', 'Commissioning', 'SUP-S 二3'),
          on: { COMMISSIONED: { target: 'training', meta: label('调试完成', 'Commissioned', 'SUP-S 二3') } },
        },
        training: {
          meta: label('培训', 'Training', 'SUP-S 二3'),
          on: {
            TRAINED: {
              target: '#installation.accepting',
              actions: notify(say.acceptanceAsked),
              meta: label('培训完成，请客户验收', 'Trained: acceptance asked', 'SUP-S 二3'),
            },
          },
        },
      },
    },
    accepting: {
      tags: 'acceptance-owed',
      meta: label('待验收', 'To be accepted', 'ORG 售后服务'),
      on: {
        ACCEPTED: {
          target: 'filing',
          actions: notify(say.fileAsked),
          meta: label('验收签字', 'Acceptance signed', 'ORG 售后服务'),
        },
        REFUSED: {
          target: 'reworking',
          actions: ['rework', notify(say.reworkAsked)],
          meta: label('拒绝验收', 'Acceptance refused', 'ORG 售后服务'),
        },
        'clock.acceptance.missed': overdue,
      },
    },
    reworking: {
      tags: 'rework-owed',
      meta: label('整改', 'Rework', 'ORG 售后服务'),
      on: {
        REWORKED: {
          target: 'accepting',
          actions: notify(say.acceptanceAsked),
          meta: label('整改完成，再次验收', 'Reworked: acceptance asked again', 'ORG 售后服务'),
        },
        'clock.rework.missed': overdue,
      },
    },
    filing: {
      tags: 'file-owed',
      meta: label('建立客户档案', 'The file is to be opened', 'ORG 售后服务'),
      on: {
        FILE_OPENED: {
          target: 'closed',
          actions: notify(say.visitsBegin),
          meta: label('建档，开始回访', 'File opened, the visits begin', 'ORG 售后服务'),
        },
        'clock.filing.missed': overdue,
      },
    },
    closed: { type: 'final', meta: label('结案', 'Closed') },
  },
  output: ({ context: { late, reworks } }) => ({ outcome: 'accepted', late, reworks }),
});

/** 安装、调试、培训 · An order is installed, commissioned and its users trained within the agreed time; accepted, put on file, visited from then on. */
export const installation = everyCase({
  name: 'installation',
  version: 1,
  title: { zh: '安装、调试、培训', en: 'Installation' },
  source: ['SUP-S 二3', 'ORG 售后服务'],
  clocks: {
    agreement: { title: { zh: '约定日期', en: 'Time to agree the date' }, runsIn: 'agreement-owed' },
    work: {
      title: { zh: '约定完成时间', en: 'Agreed time' },
      rule: 'SUP-S 二3',
      runsIn: 'work-owed',
      cancelledIn: 'work-void',
      until: ({ doneBy }: Context) => Date.parse(doneBy),
    },
    acceptance: { title: { zh: '验收期限', en: 'Time to accept' }, runsIn: 'acceptance-owed' },
    rework: { title: { zh: '整改期限', en: 'Time to rework' }, runsIn: 'rework-owed' },
    filing: { title: { zh: '建档期限', en: 'Time to open the file' }, runsIn: 'file-owed' },
  },
  owner: () => 'after-sales',
  customer: ({ customer }: Context) => customer,
  withdrawnIn: 'to-come',
  machine,
});
