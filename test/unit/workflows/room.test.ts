import { roomOf } from '../../../workflows/room';

const MB = 1024 * 1024;
const run = (historyLength: number, more: { historySize?: number; continueAsNewSuggested?: boolean } = {}) => ({
  historyLength,
  historySize: 0,
  continueAsNewSuggested: false,
  ...more,
});

test('another run is due when Temporal suggests it, or where the author wants it', () => {
  expect(roomOf(run(100), 0, undefined)).toBe('enough');
  expect(roomOf(run(100, { continueAsNewSuggested: true }), 0, undefined)).toBe('due');
  expect(roomOf(run(7), 0, 8)).toBe('enough');
  expect(roomOf(run(8), 0, 8)).toBe('due');
});

test('a run is full before Temporal refuses an update (the 2,001st), by count, by events or by size', () => {
  expect(roomOf(run(9_500, { continueAsNewSuggested: true }), 1_899, undefined)).toBe('due');
  expect(roomOf(run(9_500, { continueAsNewSuggested: true }), 1_900, undefined)).toBe('full');
  expect(roomOf(run(40_960), 0, undefined)).toBe('full');
  expect(roomOf(run(1_000, { historySize: 40 * MB }), 0, undefined)).toBe('full');
});

test('no room is left before Temporal ends the case: at 51,200 events, or 50 MB', () => {
  expect(roomOf(run(45_055), 0, undefined)).toBe('full');
  expect(roomOf(run(45_056), 0, undefined)).toBe('none');
  expect(roomOf(run(1_000, { historySize: 45 * MB }), 0, undefined)).toBe('none');
});
