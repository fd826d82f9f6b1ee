// What a case carries of its policy, as JSON and in memory, in bytes. Run with --expose-gc.
import { createRequire } from 'node:module';
import { shippedPolicy } from '../house.mjs';

const require = createRequire(import.meta.url);
const { sliceOf } = require('../../dist/machines/policy/load');

const COUNT = 20_000;
const at = Date.parse('2026-09-28T10:00:00+08:00');
const autumn = Date.parse('2025-10-09T10:00:00+08:00');
const shipped = shippedPolicy();
const complaint = shipped.procedures['customer-complaint'];
const limits = { ...complaint.limits, reply: { kind: 'workingDays', days: 3 } };
const working = { ...shipped, procedures: { 'customer-complaint': { ...complaint, limits } } };

console.log(
  JSON.stringify({
    '3 calendar days, as shipped': weighed(shipped, at),
    '3 working days over National Day 2026': weighed(working, at),
    '3 working days, the day with most to come (2025-10-09)': weighed(working, autumn),
  }),
);

function weighed(policy, from) {
  const slice = sliceOf(policy, 'customer-complaint', from);
  return { calendar: sizesOf(slice.zone), all: sizesOf(slice) };
}

function sizesOf(value) {
  const text = JSON.stringify(value);
  const kept = new Array(COUNT).fill(null);
  const before = heap();
  for (let n = 0; n < COUNT; n++) kept[n] = JSON.parse(text);
  return { json: Buffer.byteLength(text), heap: Math.round((heap() - before) / kept.length) };
}

function heap() {
  for (let round = 0; round < 5; round++) globalThis.gc();
  return process.memoryUsage().heapUsed;
}
