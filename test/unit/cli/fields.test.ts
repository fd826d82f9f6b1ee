import { z } from 'zod';
import { assignAll } from '../../../client/cli/fields/assign';
import { withInstants } from '../../../client/cli/fields/gather';
import { fieldsOf } from '../../../client/cli/fields/model';
import { instant, titled } from '../../../machines/schema';

const schema = z.strictObject({
  owner: titled(
    z.strictObject({ name: titled(z.string(), '姓名', 'Name'), phone: z.string().optional() }),
    '业主',
    'Owner',
  ),
  site: z.strictObject({ room: z.string() }).optional(),
  urgent: titled(z.boolean(), '紧急', 'Urgent'),
  score: z.int().min(1).max(5).optional(),
  kind: z.enum(['water', 'power']),
  at: instant().optional(),
  photos: z.array(z.string()).optional(),
  parts: z.array(z.strictObject({ name: z.string() })).optional(),
  remark: z.string().nullable().optional(),
  language: z.string().default('zh'),
});
const fields = fieldsOf(schema);
const set = (...assignments: string[]) => assignAll({}, fields, assignments);
const zone = { zone: 'Asia/Shanghai', offsets: [[-8.64e15, 8 * 3_600_000]] } as const;
const here = { now: Date.UTC(2026, 10, 23, 4), zone };

test('the fields of a schema, nested ones by their path, each with its kind', () => {
  expect(fields.map(({ path, kind, required }) => [path, kind, required])).toEqual([
    ['owner.name', 'text', true],
    ['owner.phone', 'text', false],
    ['site.room', 'text', false],
    ['urgent', 'boolean', true],
    ['score', 'number', false],
    ['kind', 'choice', true],
    ['at', 'instant', false],
    ['photos', 'list', false],
    ['parts', 'json', false],
    ['remark', 'text', false],
    ['language', 'text', false],
  ]);
});

test('titles in both languages, under that of what they belong to; without one the name', () => {
  expect(fields[0]?.title).toEqual({ zh: '业主 › 姓名', en: 'Owner › Name' });
  expect(fields.find(({ path }) => path === 'kind')).toMatchObject({
    title: { zh: 'kind' },
    choices: ['water', 'power'],
  });
});

test('--set goes by the type of the field', () => {
  expect(
    set(
      'owner.name=王=五',
      'urgent=true',
      'score=4',
      'kind=water',
      'photos=a.jpg',
      'photos=b.jpg',
      'parts=[{"name":"DN50"}]',
    ),
  ).toEqual({
    owner: { name: '王=五' },
    urgent: true,
    score: 4,
    kind: 'water',
    photos: ['a.jpg', 'b.jpg'],
    parts: [{ name: 'DN50' }],
  });
  expect(set('urgent=否')).toEqual({ urgent: false });
  expect(set('owner.phone=0123')).toEqual({ owner: { phone: '0123' } });
});

test('what does not fit its type stays text, for the schema to refuse', () => {
  const draft = set('urgent=perhaps', 'score=many', 'score=');
  expect(draft).toEqual({ urgent: 'perhaps', score: '' });
  expect(schema.safeParse(draft).error?.issues.map(({ path }) => path.join('.'))).toEqual(
    expect.arrayContaining(['urgent', 'score']),
  );
});

test('--set is put on top of what is there', () => {
  expect(assignAll({ owner: { name: 'a', phone: '1' } }, fields, ['owner.name=b'])).toEqual({
    owner: { name: 'b', phone: '1' },
  });
});

test.each([
  ['urgent', 'USAGE', /key=value/],
  ['=x', 'USAGE', /key=value/],
  ['urgnt=true', 'UNKNOWN_FIELD', /did you mean "urgent"/],
  ['owner=x', 'UNKNOWN_FIELD', /fields of its own/],
  ['__proto__.x=1', 'UNKNOWN_FIELD', /There are/],
])('--set %s is refused', (assignment, code, message) => {
  expect(() => set(assignment)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

test.each([
  ['2026-11-24 10:30', '2026-11-24T10:30:00+08:00'],
  ['2026-11-24T10:30', '2026-11-24T10:30:00+08:00'],
  ['+30 minutes', '2026-11-23T12:30:00+08:00'],
  ['+ 30 seconds', '2026-11-23T12:00:30+08:00'],
  ['+1 calendar day', '2026-11-24T12:00:00+08:00'],
  ['2026-11-24T10:30:00Z', '2026-11-24T10:30:00Z'],
  ['tomorrow', 'tomorrow'],
])('an instant written as %s is %s', (written, iso) => {
  expect(withInstants({ at: written }, fields, here)).toEqual({ at: iso });
});

test('a length of time that does not say which is refused', () => {
  expect(() => withInstants({ at: '+3 days' }, fields, here)).toThrow(
    expect.objectContaining({ code: 'BAD_DURATION' }),
  );
});
