import { and, assign, setup } from 'xstate';
import { budgetOf } from '../../statechart/policy';
import { type ClockEvent, type Opening, outside, type WithPolicy } from '../../statechart/procedure';
import { everyCase } from '../every-case/every-case';
import { label, type Meta } from '../label';
import { type Message, notify } from '../message';
import * as say from './repair-dispatch.messages';
import type { RepairEvent, RepairInput } from './repair-dispatch.schema';

export type Event = RepairEvent | ClockEvent<'arrival' | 'emergencyArrival' | 'promisedArrival' | 'finish'>;

export interface Context extends WithPolicy, RepairInput {
  readonly emergency: NonNullable<RepairInput['emergency']>;
  /** Who accepted the work order, by name or else by role. */
  readonly acceptedBy?: string;
  /** Times that nobody was there when somebody should have been, since the last dispatch. */
  readonly missedArrivals: number;
  /** The arrival last promised to the owner, ISO 8601. */
  readonly promisedAt: string;
  /** Times that a bad result sent the engineers out again. */
  readonly reopened: number;
}

/** The time to finish runs out while the repair is under way, and once it has waited for parts for too long. */
const finishRunsOut = {
  'clock.finish.warned': { actions: notify(say.finishDueSoon), meta: label('提醒完工', 'Reminded of the finish') },
  'clock.finish.missed': { actions: notify(say.finishOverdue), meta: label('完工超期', 'Finish overdue') },
  'clock.finish.escalated': {
    actions: notify(say.finishOverdue),
    meta: label('超期上报', 'Overdue, told one level higher'),
  },
} as const;

const machine = setup({
  types: {
    input: {} as RepairInput & Opening,
    context: {} as Context,
    events: {} as Event,
    output: {} as { outcome: 'closed'; reopened: number },
    meta: {} as Meta,
  },
  actions: {
    notify: outside<Message>(),
    accept: assign({ acceptedBy: ({ event }) => ('by' in event ? (event.by.name ?? event.by.role) : undefined) }),
    miss: assign({ missedArrivals: ({ context }) => context.missedArrivals + 1 }),
    promise: assign({
      promisedAt: ({ context, event }) => (event.type === 'CALLED_OWNER' ? event.promisedAt : context.promisedAt),
    }),
    reopen: assign({
      acceptedBy: undefined,
      missedArrivals: 0,
      reopened: ({ context }) => context.reopened + 1,
    }),
  },
  guards: {
    isUrgent: ({ context }) => context.emergency !== 'none',
    isUnaccepted: ({ context }) => context.acceptedBy === undefined,
    isAhead: ({ event }) => event.type === 'CALLED_OWNER' && Date.parse(event.promisedAt) > event.at,
    isFirstCheck: ({ context }) => context.emergency === 'none' && context.missedArrivals === 1,
    isGood: ({ event }) => event.type === 'CALLED_BACK' && event.good,
  },
  delays: { callback: ({ context, event }) => budgetOf(context.policy, 'callback', event.at) },
}).createMachine({
  id: 'repair-dispatch',
  context: ({ input: { at: _, by: __, ...given } }) => ({
    ...given,
    emergency: given.emergency ?? 'none',
    missedArrivals: 0,
    promisedAt: '',
    reopened: 0,
  }),
  initial: 'reported',
  states: {
    reported: {
      meta: label('已报修', 'Reported'),
      always: {
        guard: 'isUrgent',
        target: 'dispatched',
        meta: label('紧急，立即派工', 'Emergency, dispatched at once'),
      },
      on: {
        DISPATCHED: { target: 'dispatched', meta: label('派工', 'Dispatched') },
        WITHDRAWN: { meta: label('撤销报修', 'Withdrawn') },
      },
    },
    dispatched: {
      tags: 'arrival-owed',
      meta: label('已派工', 'Dispatched'),
      entry: notify(say.workOrder),
      initial: 'awaiting-arrival',
      on: {
        ACCEPTED: { guard: 'isUnaccepted', actions: 'accept', meta: label('接单', 'Accepted') },
        ARRIVED: { target: 'repairing', meta: label('到场', 'Arrived') },
        WITHDRAWN: { actions: notify(say.orderCancelled), meta: label('撤销报修', 'Withdrawn') },
      },
      states: {
        'awaiting-arrival': {
          meta: label('等待到场', 'Awaiting arrival'),
          on: {
            'clock.arrival.missed': {
              target: 'calling-owner',
              actions: 'miss',
              meta: label('到场检查：无人到场', 'Arrival check: nobody there', 'CSD-9 §4.9'),
            },
            'clock.emergencyArrival.missed': {
              target: 'calling-owner',
              actions: 'miss',
              meta: label('紧急到场检查：无人到场', 'Emergency check: nobody there'),
            },
          },
        },
        'calling-owner': {
          tags: 'promise-void',
          meta: label('应致电业主说明', 'The owner must be phoned'),
          entry: notify(say.callOwner),
          on: {
            CALLED_OWNER: [
              {
                guard: and(['isAhead', 'isFirstCheck']),
                target: 'promised',
                actions: 'promise',
                meta: label('已致电说明，另约时间', 'Phoned and explained, new time promised', 'CSD-9 §4.9'),
              },
              {
                guard: 'isAhead',
                target: 'promised',
                actions: 'promise',
                meta: label('再次致电，另约时间', 'Phoned again, new time promised'),
              },
            ],
          },
        },
        promised: {
          tags: 'arrival-promised',
          meta: label('等待另约到场', 'Awaiting the promised arrival'),
          on: {
            'clock.promisedArrival.missed': {
              target: 'calling-owner',
              actions: 'miss',
              meta: label('另约时间仍无人到场', 'Promised arrival missed'),
            },
          },
        },
      },
    },
    repairing: {
      tags: 'repairing',
      meta: label('维修中', 'Repairing'),
      on: {
        PARTS_MISSING: {
          target: 'waiting-for-parts',
          actions: notify(say.partsAwaited),
          meta: label('缺配件', 'Parts missing'),
        },
        REPAIRED: { target: 'awaiting-opinion', actions: notify(say.opinionAsked), meta: label('修复', 'Repaired') },
        ...finishRunsOut,
      },
    },
    'waiting-for-parts': {
      tags: 'waiting-for-parts',
      meta: label('等待配件', 'Waiting for parts'),
      on: {
        PARTS_ARRIVED: { target: 'repairing', meta: label('配件到货', 'Parts arrived') },
        'clock.finish.pause-reminded': {
          actions: notify(say.partsChased),
          meta: label('催配件', 'Parts to be chased'),
        },
        'clock.finish.pause-expired': {
          actions: notify(say.partsOverdue),
          meta: label('等待期满，继续计时', 'Waited for too long, the clock goes on'),
        },
        ...finishRunsOut,
      },
    },
    'awaiting-opinion': {
      meta: label('征询业主意见', "Awaiting the owner's opinion"),
      after: { callback: { target: 'callback.due', meta: label('完工回访', 'Callback') } },
      on: { OPINION: { target: 'callback', meta: label('业主意见', "Owner's opinion") } },
    },
    callback: {
      meta: label('回访', 'Callback'),
      initial: 'waiting',
      on: {
        CALLED_BACK: [
          { guard: 'isGood', target: 'closed', meta: label('结果良好', 'The repair holds') },
          { target: 'dispatched', actions: 'reopen', meta: label('结果不佳，重新派工', 'Bad result, reopened') },
        ],
      },
      states: {
        waiting: {
          meta: label('等待回访', 'Until the callback'),
          after: { callback: { target: 'due', meta: label('完工回访', 'Callback') } },
        },
        due: { meta: label('应回访', 'Callback due'), entry: notify(say.callbackDue) },
      },
    },
    closed: { type: 'final', meta: label('结案', 'Closed') },
  },
  output: ({ context: { reopened } }) => ({ outcome: 'closed', reopened }),
});

/** 报修派工 · A repair: dispatched, arrival checked, mended, the owner asked, called back. */
export const repairDispatch = everyCase({
  name: 'repair-dispatch',
  version: 1,
  title: { zh: '报修派工', en: 'Repair dispatch' },
  source: ['CSD-9 §4.9', 'CSD-9 §4.10'],
  clocks: {
    arrival: {
      title: { zh: '到场检查', en: 'Arrival check' },
      rule: 'CSD-9 §4.9',
      runsIn: 'arrival-owed',
      onlyIf: ({ emergency }: Context) => emergency === 'none',
    },
    emergencyArrival: {
      title: { zh: '紧急到场检查', en: 'Emergency arrival check' },
      runsIn: 'arrival-owed',
      onlyIf: ({ emergency }: Context) => emergency !== 'none',
    },
    promisedArrival: {
      title: { zh: '另约到场', en: 'Promised arrival' },
      runsIn: 'arrival-promised',
      cancelledIn: 'promise-void',
      until: ({ promisedAt }: Context) => Date.parse(promisedAt),
    },
    finish: {
      title: { zh: '完工期限', en: 'Time to finish' },
      runsIn: 'repairing',
      pausedIn: { parts: 'waiting-for-parts' },
    },
  },
  pauses: { parts: { zh: '等待配件', en: 'Waiting for parts' } },
  reads: { limits: ['callback'] },
  customer: ({ owner }: Context) => owner,
  withdrawnIn: 'arrival-owed',
  reopening: { from: ['awaiting-opinion', 'callback'], to: 'dispatched', actions: ['reopen'] },
  machine,
});
