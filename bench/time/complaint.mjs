// A complaint that is answered at once and whose complainant is called back four times, never reached: under our virtual clock and under XState's.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { createActor, SimulatedClock } = require('xstate');
const { catalogue } = require('../../dist/machines/catalogue');
const { sliceOf } = require('../../dist/machines/policy/load');
const { act, passTime, simulate } = require('../../dist/statechart/simulate');
const { Case } = require('../../dist/statechart/case');

const WEEK = 7 * 86_400_000;
const { procedure } = catalogue['customer-complaint'];
const silent = procedure.machine.provide({ actions: { notify: () => undefined } });
const by = { role: 'agent' };
const given = {
  complainant: { name: '测试客户', phone: '13800000000' },
  channel: 'phone',
  subject: '延迟交货',
  content: '订单晚到三天。',
};
const judged = { type: 'JUDGED', grounded: true, finding: '属实', liable: 'commerce' };
const replied = { type: 'REPLIED', reply: '已补发并致歉。' };
const accepted = { type: 'ACCEPTED' };
const calledBack = { type: 'CALLED_BACK', outcome: 'not-reached' };

/** With every instant, state, message and rung; resolves to the state that it ends in. */
export function callbacksByUs(policy, at) {
  const slice = sliceOf(policy, 'customer-complaint', at);
  let now = simulate(procedure, { ...given, policy: slice, at, by }, at);
  for (const event of [judged, replied, accepted]) now = act(procedure, now, event, by);
  for (let week = 0; week < 4; week++) {
    now = passTime(procedure, now, now.envelope.at + WEEK);
    now = act(procedure, now, calledBack, by);
  }
  return JSON.stringify(Case.restore(procedure, now.envelope).snapshot.value);
}

/** The moves of the same machine alone: no clocks, no journal, no messages, no instants. */
export function callbacksByClock(policy, at) {
  const slice = sliceOf(policy, 'customer-complaint', at);
  const clock = new SimulatedClock();
  const actor = createActor(silent, { clock, input: { ...given, policy: slice, at, by } }).start();
  const send = event => actor.send({ ...event, by, at: at + clock.now() });
  for (const event of [judged, replied, accepted]) send(event);
  for (let week = 0; week < 4; week++) {
    clock.increment(WEEK);
    send(calledBack);
  }
  return JSON.stringify(actor.getSnapshot().value);
}
