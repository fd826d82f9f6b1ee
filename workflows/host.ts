import * as wf from '@temporalio/workflow';
import { Case } from '../statechart/case';
import type { Definition } from '../statechart/definition';
import type { MigrateOrder } from '../statechart/migrate';
import { EVENT_BYTES, SEND, VIEW } from '../statechart/protocol';
import { park } from '../statechart/repair';
import type { Item, Json } from '../statechart/types';
import { type Answer, answerOf, type Lines, viewOf } from '../statechart/view';
import { type ActionFailure, Actions } from './actions';
import type { Beginning } from './beginning';
import { withoutChance } from './chance';
import { refusalFailure, refusing } from './failures';
import { fits, giveUp, handover, UNKNOWN_OUTCOME, upgraded } from './handover';
import {
  checkForm,
  type EventRules,
  type FieldRules,
  itemOf,
  noRoom,
  notAccepted,
  read,
  type Sent,
  tryOut,
} from './ingress';
import type { Lineage } from './lineage';
import { nextRun } from './next-run';
import type { Carry, DurableOptions } from './options';
import { type Commanded, takeOrders } from './orders';
import { AS_SENT, decoded, encoded } from './payloads';
import { Reconciler } from './reconcile';
import { type Room, roomOf } from './room';
import type { ProcedureRules } from './rules';
import { Signals } from './signals';
import { TaskTime } from './task-time';
import { Visibility } from './visibility';

/**
 * One run of a case as a Temporal workflow. Handlers step the case at once; only the loop gives commands, so that what happens
 * in one activation is settled before anything is started or stopped.
 */
export class Host implements Commanded {
  case: Case;
  readonly rules: EventRules | undefined;
  readonly fields: FieldRules | undefined;
  private readonly definition: Definition;
  private readonly carry: Carry;
  upgrade: MigrateOrder | undefined;
  private readonly reconciler: Reconciler;
  private readonly actions: Actions;
  private readonly answers: ((at: number) => Item)[] = [];
  private readonly signals: Signals;
  private dirty = true;
  private stepped: boolean;
  private readonly visibility: Visibility;
  private readonly taskTime = new TaskTime();
  /** Updates that were carried out, the oldest first: an answer that got lost may be asked for again, also in a later run. */
  private readonly answered: string[];
  /** Updates that this run has carried out. */
  private updates = 0;
  /** Is the case more than one run can leave to the next? */
  private tooLarge = false;
  private fatal: { readonly cause: unknown } | undefined;

  constructor(
    readonly lineage: Lineage,
    private readonly options: DurableOptions,
    { events, fields }: Partial<ProcedureRules>,
    { definition, carry, envelope, late }: Beginning,
    opening: unknown,
  ) {
    this.rules = events;
    this.fields = fields;
    this.definition = definition;
    this.carry = carry;
    this.reconciler = new Reconciler(options, answer => {
      if (answer) this.answers.push(answer);
      this.dirty = true;
    });
    this.actions = new Actions(options, failure => {
      if (failure) this.actionFailed(failure);
      this.dirty = true;
    });
    this.visibility = new Visibility(events, options);
    this.answered = [...(carry.answered ?? [])];
    this.stepped = envelope === undefined;
    // The case begins when the server took it in, not when a worker was there for it.
    const { startTime, parent } = wf.workflowInfo();
    this.case = withoutChance(() =>
      envelope
        ? Case.restore(definition, envelope)
        : Case.start(definition, opening, startTime.getTime(), parent !== undefined),
    );
    this.case.effects.push(...(carry.effects ?? []));
    this.signals = new Signals(this, late);
    this.listen();
  }

  async run(): Promise<Json | undefined> {
    // A worker that takes up a case whose first task gave no commands is handed the start and the first event at once; on replay they
    // come one after the other. The event is answered before anything else is asked for in both.
    if (!wf.allHandlersFinished()) await wf.condition(wf.allHandlersFinished);
    for (;;) {
      this.settle();
      if (this.fatal) throw this.fatal.cause;
      if (this.finished()) return this.case.snapshot.output as Json | undefined;
      if (this.mustContinue()) await this.continueAsNew();
      await wf.condition(() => {
        this.taskTime.check();
        return this.dirty || this.finished();
      });
    }
  }

  /** Takes in what came from outside, then gives the commands that follow. */
  private settle(): void {
    this.dirty = false;
    const now = Date.now();
    this.catchUp();
    for (const answer of this.answers.splice(0)) this.take(answer(now));
    this.take({ type: 'tick', at: now });
    for (const effect of this.case.effects.splice(0)) {
      if (effect.type === 'executeAction') this.actions.execute(effect);
      else if (effect.type === 'sendEvent') this.reconciler.tell(effect.to, effect.event);
      else if (effect.type === 'log') wf.log.info(effect.values.map(String).join(' '));
    }
    this.reconciler.reconcile(this.case, now);
    this.visibility.publish(this.case, now);
  }

  changed(): void {
    this.stepped = true;
    this.dirty = true;
  }

  take(item: Item): boolean {
    const { revision } = this.case;
    // XState ends a machine whose actor failed unheard: the case from before is kept, and the failed work parked.
    const before = item.type === 'error' ? this.case.persist() : undefined;
    const accepted = withoutChance(() => this.case.take(item));
    if (before && item.type === 'error' && this.case.snapshot.status === 'error') {
      this.case = Case.restore(this.definition, before);
      park(this.case, item);
    }
    if (this.case.revision !== revision) this.stepped = true;
    return accepted;
  }

  /** Done, with every message sent and every sender answered. */
  private finished(): boolean {
    return this.case.snapshot.status === 'done' && !this.dirty && this.actions.idle && wf.allHandlersFinished();
  }

  private listen(): void {
    wf.setHandler(wf.defineQuery<unknown, [Lines?]>(VIEW), lines => viewOf(this.case, Date.now(), lines), {
      description: '案件的状态、期限、可做的事与经过 · state, deadlines, what may be done, journal',
    });
    wf.setHandler(wf.defineUpdate<Answer, unknown[]>(SEND, { typeInfo: AS_SENT }), (...sent) => this.onUpdate(sent), {
      validator: (...sent) => this.validate(sent),
      description:
        '发送事件 · send an event: {"type":"…","by":"role:name",…}. Refused with a reason if it may not be sent now. ' +
        '补录 · what happened earlier: "late":{"at":"10:15","reason":"…"}',
    });
    this.signals.listen(() => {
      this.dirty = true;
    });
    takeOrders(this);
  }

  private validate(wire: readonly unknown[]): void {
    if (this.isRepeated()) return;
    refusing(() => {
      this.catchUp();
      const sent = this.read(wire);
      checkForm(this.definition, this.rules, sent);
      this.requireRoom(sent);
      withoutChance(() => tryOut(this.case, sent, Date.now()));
    });
  }

  /** @throws DuecourseError `CASE_BUSY`, `CASE_TOO_LARGE` */
  private requireRoom({ event }: Sent): void {
    if (this.room === 'enough' || this.room === 'due') return;
    const work = this.reconciler.working().map(({ actor }) => actor);
    if (this.tooLarge || this.working) throw noRoom(event.type, work, this.tooLarge);
  }

  /** @throws DuecourseError what is wrong with what was sent, whatever the case is */
  private read(wire: readonly unknown[]): Sent {
    return read(decoded(wire, EVENT_BYTES), this.rules);
  }

  private onUpdate(wire: readonly unknown[]): Answer {
    this.catchUp();
    if (this.isRepeated()) return answerOf(this.case);
    const sent = this.read(wire);
    this.dirty = true;
    this.updates++;
    this.answered.push(wf.currentUpdateInfo()!.id);
    const item = refusing(() => this.itemNow(sent, Date.now()));
    if (!this.take(item)) throw refusalFailure(notAccepted(this.case, sent.event));
    return answerOf(this.case);
  }

  /** A late entry is judged by what has become of the case until now. @throws DuecourseError as `lateEntry` does */
  itemNow(sent: Sent, at: number): Item {
    if (sent.late !== undefined) this.take({ type: 'tick', at });
    return itemOf(this.case, sent, at);
  }

  /** Temporal knows an update id within one run; one that an earlier run carried out is known here. */
  private isRepeated(): boolean {
    return this.carry.answered?.includes(wf.currentUpdateInfo()!.id) ?? false;
  }

  /** Whatever came before is stepped before. */
  catchUp(): void {
    this.signals.step();
  }

  private actionFailed({ action, key, error, policy, cause }: ActionFailure): void {
    this.note(action, key, (error as { message: string }).message, Date.now());
    if (policy === 'event')
      this.answers.push(at => ({ type: 'event', at, event: { type: `xstate.error.action.${action}`, error } }));
    if (policy === 'fail') this.fatal = { cause };
  }

  private get room(): Room {
    return roomOf(wf.workflowInfo(), this.updates, this.options.continueAsNewAfter);
  }

  private mustContinue(): boolean {
    if (this.case.snapshot.status !== 'active') return false;
    const { room } = this;
    if (room === 'none') return true;
    return (this.upgrade !== undefined || (room !== 'enough' && this.stepped)) && !this.working;
  }

  get working(): boolean {
    return this.actions.working || this.reconciler.working().length > 0;
  }

  private async continueAsNew(): Promise<void> {
    await wf.condition(wf.allHandlersFinished);
    // Something may have come in meanwhile: it is stepped first and then carried over.
    if (this.dirty) return;
    const now = Date.now();
    const { upgrade } = this;
    this.giveUpWork(now);
    const kept = handover(this.case, this.carry, this.answered, this.actions.again());
    const carry = upgrade ? upgraded(kept, this.case, this.lineage, upgrade, now) : kept;
    if (!carry) this.upgrade = undefined;
    if (!carry) this.changed();
    this.tooLarge = carry !== undefined && !fits(carry);
    if (!carry || this.tooLarge) return;
    await nextRun(encoded(null), encoded(carry));
  }

  private giveUpWork(at: number): void {
    giveUp(this.case, this.reconciler.working(), at);
    for (const { action, key } of this.actions.waited()) this.note(action, key, UNKNOWN_OUTCOME.message, at);
  }

  private note(action: string, key: string, error: string, at: number): void {
    this.case.journal.push({ type: 'action', at, action, key, error });
  }
}
