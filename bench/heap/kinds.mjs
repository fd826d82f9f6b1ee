const complaint = {
  complainant: { name: '测试客户', phone: '13800000000' },
  channel: 'phone',
  subject: '延迟交货',
  content: '订单晚到三天。',
};
const repair = {
  owner: { name: '测试业主', phone: '13800000001' },
  address: '测试小区 1 栋',
  unit: '101',
  fault: '厨房水龙头漏水。',
};
const agent = { role: 'agent' };
const engineer = { role: 'engineer' };
const judged = [{ type: 'JUDGED', grounded: true, finding: '属实', liable: 'commerce' }, agent];
const delayed = [{ type: 'DELAY_EXPLAINED', reason: '缺货', nextReplyAt: '2026-12-01T10:00:00+08:00' }, agent];

/**
 * Open cases as they lie in a worker's cache, in turn: a complaint that is being handled, a repair under way; with `delays`, complaints
 * whose delay has been explained so many times. `policies` are the slices that they begin with, by procedure.
 */
export function kindsOf(policies, { delays } = {}) {
  const kind = (workflowType, input, events) => ({
    workflowType,
    args: [input, { version: 1, policy: policies[workflowType], by: agent }],
    events,
  });
  if (delays !== undefined) return [kind('customer-complaint', complaint, [judged, ...Array(delays).fill(delayed)])];
  return [
    kind('customer-complaint', complaint, [judged]),
    kind('repair-dispatch', repair, [
      [{ type: 'DISPATCHED' }, agent],
      [{ type: 'ARRIVED' }, engineer],
    ]),
  ];
}
