import * as wf from '@temporalio/workflow';
import type { Case } from '../statechart/case';
import { type MigrateOrder, type MigrationPreview, requireTarget } from '../statechart/migrate';
import { MIGRATE, MIGRATION, REBASE, REBASED, REPAIR } from '../statechart/protocol';
import {
  previewOf,
  type Rebase,
  type RebaseOrder,
  type RebasePreview,
  rebase,
  requireRebase,
} from '../statechart/rebase';
import { type Repair, type RepairOrder, repair, requireReason } from '../statechart/repair';
import type { Sender } from '../statechart/types';
import { type Answer, answerOf } from '../statechart/view';
import { withoutChance } from './chance';
import { refusing } from './failures';
import { type EventRules, type FieldRules, requireFields, requireRepairer, senderOf } from './ingress';
import type { Lineage } from './lineage';

/** What an order sees of the run that it is given to, and may change of it. */
export interface Commanded {
  readonly lineage: Lineage;
  readonly rules: EventRules | undefined;
  /** What fields of the context must be, where the case was opened with them. */
  readonly fields: FieldRules | undefined;
  /** An order that makes another case of it puts that one here. */
  case: Case;
  /** The case is to move to this version as soon as nothing is in the way. */
  upgrade: MigrateOrder | undefined;
  /** Is something under way that a new run could not take over? */
  readonly working: boolean;
  /** Steps signals that came before the order. */
  catchUp(): void;
  /** Says that the case was changed. */
  changed(): void;
}

/** What those who answer for a case may have done to it, besides sending it events. */
interface Order<O extends { readonly by?: Sender }> {
  readonly name: string;
  readonly description: string;
  /** Tries it on a copy; whatever it throws refuses the order. `at` in ms. */
  readonly check: (run: Commanded, order: O, at: number) => void;
  /** Carries out what was checked. */
  readonly carryOut: (run: Commanded, order: O, at: number) => void;
}

const repairing: Order<RepairOrder> = {
  name: REPAIR,
  description:
    '处理故障 · repair: {"what":"retry|skip|resolve|context|move","actor":"…","reason":"…","by":{"role":"manager"}}',
  check: (run, order, at) => {
    requireReason(order);
    const { by: _, reason, ...what } = order;
    if (what.what === 'context') requireFields(run.fields, what.patch);
    repair(run.case.copy(), what as Repair, { at, reason });
  },
  carryOut: (run, { by, reason, ...what }, at) => {
    run.case = repair(run.case, what as Repair, { at, reason, ...senderOf(by) });
    run.changed();
  },
};

const migrating: Order<MigrateOrder> = {
  name: MIGRATE,
  description: '转到新版本 · migrate: {"to":2,"reason":"…","by":{"role":"manager"}}',
  check: (run, order, at) => {
    requireTarget(order);
    run.lineage.upgrade(run.case.copy().persist(), order.to, at);
  },
  // It is moved between two runs, for a run never changes what it replays.
  carryOut: (run, order) => {
    if (order.to === run.case.definition.version || order.to === run.upgrade?.to) return;
    run.upgrade = order;
    run.changed();
  },
};

const rebasing: Order<RebaseOrder> = {
  name: REBASE,
  description: '改按新策略计时 · rebase, as `duecourse rebase` sends it: {"policy":{…},"rule":"keepUsed","reason":"…"}',
  check: (run, order, at) => {
    requireRebase(order, run.case);
    withoutChance(() => rebase(run.case.copy(), order, { at, reason: order.reason }));
  },
  carryOut: (run, { by, reason, ...order }, at) => {
    run.case = withoutChance(() => rebase(run.case, order, { at, reason, ...senderOf(by) }));
    run.changed();
  },
};

/** Lets a run take orders. */
export function takeOrders(run: Commanded): void {
  take(run, repairing);
  take(run, migrating);
  take(run, rebasing);
  const rebased = (order: Rebase) => withoutChance(() => previewOf(run.case.copy(), order, Date.now()));
  wf.setHandler(wf.defineQuery<RebasePreview, [Rebase]>(REBASED), rebased, {
    description: '试算新策略 · which deadlines another policy would move: {"policy":{…}}',
  });
  const preview = (to: number): MigrationPreview => ({
    ...run.lineage.preview(run.case.copy().persist(), to, Date.now()),
    waits: run.working,
  });
  wf.setHandler(wf.defineQuery<MigrationPreview, [number]>(MIGRATION), preview, {
    description: '试算新版本 · what moving to a version would make of the case: 2',
  });
}

function take<O extends { readonly by?: Sender }>(run: Commanded, { name, description, check, carryOut }: Order<O>) {
  const handle = (order: O): Answer => {
    run.catchUp();
    carryOut(run, order, Date.now());
    return answerOf(run.case);
  };
  wf.setHandler(wf.defineUpdate<Answer, [O]>(name), handle, {
    description,
    validator: order =>
      refusing(() => {
        requireRepairer(run.rules, order?.by);
        run.catchUp();
        check(run, order, Date.now());
      }),
  });
}
