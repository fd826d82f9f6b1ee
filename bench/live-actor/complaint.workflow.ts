import { defineSearchAttributeKey } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  defineUpdate,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { type AnyStateMachine, createActor } from 'xstate';
import { customerComplaint } from '../../machines/complaints/customer-complaint.machine';
import type { Message } from '../../machines/message';
import type { PolicySlice } from '../../statechart/policy';
import { Deadline, ladder } from '../../test/twins/deadline';
import { Post } from '../../test/twins/post';
import { add } from '../../time/add';

const TAGS = defineSearchAttributeKey('CaseTags', 'KEYWORD_LIST');
const DEADLINE = defineSearchAttributeKey('CaseDeadline', 'DATETIME');
const send = defineUpdate<object, [{ type: string }, object]>('send');

/**
 * The complaint as one would write it first: XState's own actor inside the workflow, Temporal's timers under its clock.
 * Messages, limits, updates and search attributes are those of the procedure. What it loses: `losses.mjs`.
 */
export async function liveComplaint(input: object, carry: { policy: PolicySlice; by: object }): Promise<unknown> {
  const { policy } = carry;
  const post = new Post();
  const machine = (customerComplaint.machine as AnyStateMachine).provide({
    actions: { notify: (_: unknown, message: unknown) => post.send(message as Message) } as never,
  });
  const actor = createActor(machine, {
    input: { ...input, ...carry, at: workflowInfo().startTime.getTime() },
  } as never);
  let clock: Deadline | undefined;
  let published = '';

  const watch = () => {
    const now = Date.now();
    const { warnAt, levels, every } = policy.clocks.reply!;
    const rungs = ladder(
      add(now, policy.limits.reply!, policy.zone) - now,
      warnAt,
      levels,
      every && add(now, every, policy.zone) - now,
    );
    return new Deadline('reply', rungs, '答复期限 · Time to reply', ({ kind, ...rung }) =>
      actor.send({ type: `clock.reply.${kind}`, at: Date.now(), ...rung } as never),
    );
  };
  const publish = () => {
    const { tags, value } = actor.getSnapshot();
    const due = clock?.due === undefined ? null : new Date(clock.due);
    setCurrentDetails(`**${JSON.stringify(value)}**${due ? ` · ${due.toISOString()}` : ''}`);
    const attributes = JSON.stringify([[...tags], due]);
    if (attributes === published) return;
    published = attributes;
    upsertSearchAttributes([
      { key: TAGS, value: [...tags] },
      { key: DEADLINE, value: due },
    ]);
  };

  actor.subscribe(snapshot => {
    const owed = snapshot.hasTag('reply-owed');
    if (owed && !clock) clock = watch();
    if (!owed && clock) {
      clock.stop();
      clock = undefined;
    }
    publish();
  });
  actor.start();
  setHandler(
    send,
    (event, by) => {
      actor.send({ ...event, by, at: Date.now() } as never);
      const { value, status, tags } = actor.getSnapshot();
      return { value, status, tags: [...tags], deadlines: clock ? [{ name: 'reply', due: clock.due }] : [] };
    },
    {
      validator: (event, by) => {
        if (!actor.getSnapshot().can({ ...event, by, at: Date.now() } as never))
          throw new Error(`'${event.type}' is not accepted now.`);
      },
    },
  );
  await condition(() => actor.getSnapshot().status !== 'active' && allHandlersFinished());
  await post.delivered();
  return actor.getSnapshot().output;
}
