import { parseInstant } from '../../../time/instant';
import { newYork, shanghai } from './zones';

const now = Date.parse('2026-11-24T10:40:00+08:00');

test.each([
  ['10:15', '2026-11-24T10:15:00+08:00', 'today, on the clocks of the zone'],
  ['10:15:30', '2026-11-24T10:15:30+08:00', 'to the second'],
  ['00:00', '2026-11-24T00:00:00+08:00', 'midnight'],
  ['2026-11-23 10:15', '2026-11-23T10:15:00+08:00', 'wall time'],
  ['2026-11-23T10:15', '2026-11-23T10:15:00+08:00', 'the same as ISO writes it'],
  ['2026-11-24T02:15:00Z', '2026-11-24T10:15:00+08:00', 'with its offset'],
  ['2026-11-24 03:15+01:00', '2026-11-24T10:15:00+08:00', 'with another'],
])('%s is %s: %s', (text, expected) => {
  expect(parseInstant(text, now, shanghai)).toBe(Date.parse(expected));
});

test('a time that the clocks skip is moved on by the gap, one that comes twice is the first', () => {
  expect(parseInstant('2026-03-08 02:30', now, newYork)).toBe(Date.parse('2026-03-08T03:30:00-04:00'));
  expect(parseInstant('2026-11-01 01:30', now, newYork)).toBe(Date.parse('2026-11-01T01:30:00-04:00'));
});

test.each([
  '',
  'now',
  '24:00',
  '10:60',
  '10',
  '10.15',
  '2026-02-30 10:00',
  '2026-13-01 10:00',
  '2026-02-30T10:00:00Z',
  '+1 hour',
])('%j is no instant', text => expect(parseInstant(text, now, shanghai)).toBeUndefined());
