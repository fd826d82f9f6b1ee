import { Context, type Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { DuecourseError } from '../../time/error';
import type { Channel } from '../channels/channel';
import { type Addressee, addresseesOf, type House } from './addressees';
import type { Delivery } from './deliver';
import type { Entry, MessageLedger } from './ledger';
import { keyOf, partsOf } from './message';
import { type Contact, type Routes, routeFor } from './route';
import { settle } from './settle';
import type { Templates } from './templates';
import { deliverInTime, type Timing } from './timing';

/** What a machine says: which template, to which roles, and what the template needs. */
export interface Notice {
  readonly template: string;
  readonly to: readonly string[];
  /** How to reach the customer, where `to` has one. */
  readonly customer?: Contact;
  readonly data: object;
  /** Which clock it reminds of and what that told, where it does: `reply.warned`. */
  readonly reminds?: string;
}

/** What messages go out with. */
export interface Post extends Timing {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly routes: Routes;
  readonly templates: Templates;
  /** The people of the house as they are now; absent or undefined where there is no directory. */
  readonly house?: () => House | undefined;
}

/** The activity `notify`: says something to one or several receivers, each once however often it is tried. */
export function notifyBy(post: Post): (notice: Notice, step: string) => Promise<void> {
  return async (notice, step) => {
    const { info } = Context.current();
    const said = saidIn(info, step);
    const base = [said.case, said.step, said.rung].join('/');
    const addressees = await addresseesOf(post, { base, to: notice.to, at: said.at });
    const outcomes = await Promise.allSettled(addressees.map(each => tell(post, notice, each, said)));
    const failures = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason] : []));
    // As long as one of them may still go, all are looked at again; those that are out stay out.
    const worst = failures.find(failure => !(failure instanceof ApplicationFailure && failure.nonRetryable));
    if (failures.length > 0) throw worst ?? failures[0];
  };
}

/** What holds for all receivers of one notice. */
interface Said {
  readonly case: string;
  readonly procedure: string;
  readonly step: string;
  readonly rung: string;
  readonly at: number;
  readonly info: Info;
}

function saidIn(info: Info, key: string): Said {
  const [step = key, rung = '1'] = key.split('.');
  const { workflowExecution, workflowType, scheduledTimestampMs } = info;
  return { case: workflowExecution!.workflowId, procedure: workflowType!, step, rung, at: scheduledTimestampMs, info };
}

async function tell(post: Post, notice: Notice, { receiver, to, way, ...more }: Addressee, said: Said): Promise<void> {
  const { ledger, channels, templates } = post;
  const base = [said.case, said.step, said.rung, receiver].join('/');
  const [begun] = await ledger.channelsOf(base);
  // What has begun by one channel goes on by it, also when the routes have been changed since.
  const route = begun
    ? { channel: partsOf(begun).channel }
    : (way ?? routeFor(to, to === 'customer' ? notice.customer : undefined, post.routes, channels));
  const channel = channels.get(route.channel);
  const key = keyOf({ ...said, receiver, channel: route.channel });
  if (!channel) throw failure('CHANNEL_MISSING', `${key}: there is no channel "${route.channel}" any more.`, true);
  const texts = await rendered(templates, said.procedure, notice.template, { ...notice.data, caseId: said.case });
  if (channel.byTemplate && !texts.zh.channels?.[channel.name] && !begun) {
    const file = `${said.procedure}/${notice.template}.zh.liquid`;
    throw failure('BAD_TEMPLATE', `${file} has no provider's template for the channel "${channel.name}".`, true);
  }
  const message = {
    key,
    case: said.case,
    procedure: said.procedure,
    template: notice.template,
    to,
    ...more,
    channel: channel.name,
    ...('address' in route && { address: route.address }),
    ...(notice.reminds !== undefined && { reminds: notice.reminds }),
    at: said.at,
    texts,
  };
  if ('refusal' in route) {
    await ledger.put(message);
    const { code, message: reason } = route.refusal;
    judge(await settle(ledger, key, { state: 'failed-for-good', reason: `${code}: ${reason}` }), said.info);
    return;
  }
  const delivery = await deliverInTime(post, channel, message);
  judge(await givenUp(ledger, delivery, said.info), said.info);
}

/** What cannot be sent is dead once Temporal would not try again in time. */
async function givenUp(ledger: MessageLedger, delivery: Delivery, info: Info): Promise<Delivery> {
  if (delivery === 'busy' || delivery.state !== 'failed-for-now') return delivery;
  const { attempt, scheduleToCloseTimeoutMs, retryPolicy } = info;
  const {
    initialInterval = 1_000,
    backoffCoefficient = 2,
    maximumInterval = 300_000,
    maximumAttempts,
  } = retryPolicy ?? {};
  const pause = Math.min(Number(initialInterval) * backoffCoefficient ** (attempt - 1), Number(maximumInterval));
  const over = Date.now() + pause >= delivery.since + (scheduleToCloseTimeoutMs || Number.POSITIVE_INFINITY);
  if (!over && !(maximumAttempts && attempt >= maximumAttempts)) return delivery;
  return settle(ledger, delivery.message.key, { state: 'dead', reason: delivery.reason });
}

/** What Temporal is told: done, try again, or why it will not be done. @throws ApplicationFailure */
function judge(delivery: Delivery, { workflowExecution }: Info): void {
  if (delivery === 'busy')
    throw failure(
      'MESSAGE_BUSY',
      `A message of ${workflowExecution?.workflowId} is being sent by somebody else.`,
      true,
    );
  const { state, reason = '', message } = delivery as Entry;
  const why = `${message.key} is ${state}: ${reason}`;
  if (state === 'failed-for-now') throw failure('MESSAGE_NOT_SENT', why, true);
  if (state === 'failed-for-good') throw failure('MESSAGE_REFUSED', why, false);
  if (state === 'dead') throw failure('MESSAGE_DEAD', why, false);
  if (state === 'unknown') throw failure('MESSAGE_UNKNOWN', why, false);
}

const failure = (type: string, message: string, again: boolean): ApplicationFailure =>
  ApplicationFailure.create({ type, message, nonRetryable: !again });

/** A template that is missing or broken is a matter for the operator: it is tried again until it is mended. */
async function rendered(templates: Templates, procedure: string, template: string, data: object) {
  try {
    const [zh, en] = await Promise.all([
      templates.render(procedure, template, 'zh', data),
      templates.render(procedure, template, 'en', data),
    ]);
    return { zh, en };
  } catch (error) {
    if (error instanceof DuecourseError) throw failure(error.code, error.message, true);
    throw error;
  }
}
