// Each job as we do it, and as the npm library does it that comes nearest.
import { createRequire } from 'node:module';
import { shippedPolicy } from '../house.mjs';
import { callbacksByClock, callbacksByUs } from './complaint.mjs';

const require = createRequire(import.meta.url);
const { add } = require('../../dist/time/add');
const { explain } = require('../../dist/time/explain');
const { sliceOf } = require('../../dist/machines/policy/load');
const { hoursOf } = require('../../dist/machines/policy/calendar-slice');
const { findWorkday, getDayDetail } = require('chinese-days');

const DAY = 86_400_000;
const policy = shippedPolicy();
const at = Date.parse('2026-01-02T10:00:00+08:00');
const { zone } = sliceOf(policy, 'customer-complaint', at);
const calendar = { ...zone, hours: hoursOf(policy.calendar, policy.calendar.coverage) };
const tenDays = { kind: 'workingDays', days: 10 };
/** From 2 January 2026 these end on 31 December. */
const year = { kind: 'workingDays', days: 248 };
const dateOf = ms => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
/** Another day of the year each time. */
const nth = n => at + (n % 340) * DAY;

/** Job → way → { times, run(n) }; both ways of a job are held against each other before they are timed. */
export const jobs = {
  'add 10 working days': {
    duecourse: { times: 20_000, run: n => dateOf(add(nth(n), tenDays, calendar)) },
    'chinese-days': { times: 20_000, run: n => findWorkday(10, dateOf(nth(n))) },
  },
  'explain a year': {
    duecourse: { times: 300, run: () => explain(at, year, calendar).days.length > 0 },
    'chinese-days, each day alone': {
      times: 300,
      run: () => Array.from({ length: 364 }, (_, day) => getDayDetail(dateOf(at + day * DAY))).length > 0,
    },
  },
  'simulate a complaint with four weeks of callbacks': {
    duecourse: { times: 300, run: () => callbacksByUs(policy, at) },
    'XState, SimulatedClock': { times: 300, run: () => callbacksByClock(policy, at) },
  },
};
