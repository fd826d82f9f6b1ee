import { z } from 'zod';
import { catalogue } from '../../../machines/catalogue';

const input = (name: string, data: object) => catalogue[name]!.schema.input.safeParse(data).success;
const event = (name: string, type: string, data: object) =>
  catalogue[name]!.schema.events[type]!.data.safeParse(data).success;

const complaint = { complainant: { name: 'Lin' }, channel: 'phone', subject: 's', content: 'c' };

test.each([
  ['as little as is needed', complaint, true],
  ['an unknown field', { ...complaint, colour: 'red' }, false],
  ['an unknown channel', { ...complaint, channel: 'pigeon' }, false],
  ['an empty subject', { ...complaint, subject: '  ' }, false],
  ['a phone in full', { ...complaint, complainant: { name: 'Lin', phone: '+86 (20) 5550-0101' } }, true],
  ['a phone that is none', { ...complaint, complainant: { name: 'Lin', phone: 'call me' } }, false],
  ['an e-mail that is none', { ...complaint, complainant: { name: 'Lin', email: 'lin@' } }, false],
  ['an endless text', { ...complaint, content: 'c'.repeat(2001) }, false],
])('a complaint with %s', (_, data, fits) => expect(input('customer-complaint', data)).toBe(fits));

test('an instant needs its offset', () => {
  const delay = (nextReplyAt: string) => event('customer-complaint', 'DELAY_EXPLAINED', { reason: 'r', nextReplyAt });
  expect(delay('2026-11-25T17:00:00+08:00')).toBe(true);
  expect(delay('2026-11-25T17:00:00')).toBe(false);
  expect(delay('tomorrow')).toBe(false);
});

test('a score is 1 to 5', () => {
  const scored = (score: number) => event('customer-complaint', 'CALLED_BACK', { outcome: 'satisfied', score });
  expect([0, 1, 5, 6, 2.5].map(scored)).toEqual([false, true, true, false, false]);
});

test('every field has its name in both languages, and every event can be written as JSON Schema', () => {
  const titles: string[] = [];
  const walk = (type: z.core.JSONSchema.JSONSchema | boolean): void => {
    if (typeof type === 'boolean') return;
    for (const field of Object.values(type.properties ?? {})) {
      titles.push((field as { title?: string }).title ?? '');
      walk(field);
    }
  };
  for (const { schema } of Object.values(catalogue)) {
    for (const type of [schema.input, ...Object.values(schema.events).map(({ data }) => data)]) {
      const json = z.toJSONSchema(type, { io: 'input' });
      expect(json).toMatchObject({ type: 'object', additionalProperties: false });
      walk(json);
    }
  }
  expect(titles.length).toBeGreaterThan(20);
  for (const title of titles) expect(title).toMatch(/\p{Script=Han}.* · [A-Z]/u);
});
