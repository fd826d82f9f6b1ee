import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDirectory } from '../../../machines/policy/directory/load';
import type { DuecourseError } from '../../../time/error';
import { UTC } from '../../../time/zone';
import { addresses, watchDirectory } from '../../../worker/directory';

const reading = { addresses, channels: ['mail', 'sms', 'outbox'] };
const parse = (text: string) => parseDirectory(text, 'directory.yaml', reading);

function refusal(text: string): DuecourseError {
  try {
    parse(text);
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_DIRECTORY' });
    return error as DuecourseError;
  }
  throw new Error('it was taken');
}
const problems = (text: string): string[] =>
  refusal(text)
    .message.split('\n')
    .map(line => line.replace('directory.yaml:', ''));

test('a directory with everything in it', () => {
  const { levels, roles, people } = parse(`
levels: [agent, manager, gm]
roles: { agent: { tell: first, fallback: [{ email: desk@example.com }] }, engineer: { above: manager } }
people:
  - { id: m01, name: 方立, roles: [客服经理, supervisor], deputy: 7, lang: en, from: 2026-01-01, reach: [{ phone: "138 0013 8000" }, { mail: fang@example.com }, outbox] }
  - { id: 7, name: Lin, roles: [after-sales], departments: [售后部], away: [{ from: 2026-11-23, to: 2026-11-27 }, { from: "2026-12-01 13:00" }] }
  - { id: a01, name: 李, roles: [agent], away: true }
`);
  expect(levels).toEqual(['agent', 'manager', 'gm']);
  expect(roles).toMatchObject({ agent: { tell: 'first' }, engineer: { tell: 'all', above: 'manager' } });
  expect(people).toMatchObject([
    {
      id: 'm01',
      roles: ['manager', 'supervisor'],
      deputy: '7',
      lang: 'en',
      valid: { from: '2026-01-01' },
      reach: [
        { by: 'phone', address: '+8613800138000' },
        { by: 'mail', address: 'fang@example.com' },
        { by: 'outbox' },
      ],
    },
    {
      id: '7',
      departments: ['after-sales'],
      away: [{ from: '2026-11-23', to: '2026-11-27' }, { from: '2026-12-01 13:00' }],
    },
    { away: [{}], lang: 'zh', reach: [] },
  ]);
});

/** The text without its mark ▸, and where that stood. */
function marked(text: string): { readonly text: string; readonly place: string } {
  const before = text.slice(0, Math.max(0, text.indexOf('▸'))).split('\n');
  return { text: text.replace('▸', ''), place: `${before.length}:${before.at(-1)!.length + 1}` };
}

const one = (entry: string) => `people:\n  - { id: m01, name: 方立, roles: [manager], ${entry} }\n`;

test.each([
  [
    'an unknown role',
    'people:\n  - { id: m01, name: 方立, roles: [▸managr] }\n',
    'people.0.roles.0: is no role — did you mean "manager"?',
  ],
  [
    'an unknown department',
    one('departments: [▸aftersales]'),
    'people.0.departments.0: is no department — did you mean "after-sales"?',
  ],
  ['a deputy who is nobody', one('deputy: ▸m99'), 'people.0.deputy: there is nobody with this id'],
  ['a deputy of oneself', one('deputy: ▸m01'), 'people.0.deputy: nobody stands in for themselves.'],
  ['a phone that is none', one('reach: [{ phone: ▸"+123" }]'), 'people.0.reach.0.phone: This is not a phone number'],
  ['a phone without quotes', one('reach: [{ phone: ▸13800138000 }]'), 'people.0.reach.0.phone: write it in quotes'],
  [
    'an address with line breaks',
    one('reach: [{ email: ▸"a@example.com\\nBcc: b@example.com" }]'),
    'people.0.reach.0.email: An e-mail address must not hold line breaks.',
  ],
  [
    'a channel that is not there',
    one('reach: [▸{ fax: "12345" }]'),
    'people.0.reach.0: is no way to reach somebody. There are: email, phone, mail, sms, outbox.',
  ],
  ['a day that is none', one('away: { from: ▸2026-02-30 }'), 'people.0.away.from: is no day; write e.g. 2026-11-23'],
  ['an end before the beginning', one('from: 2026-11-23, to: ▸2026-11-22'), 'people.0.to: is before "from".'],
  [
    'an absence that ends before it begins',
    one('away: [{ from: 2026-11-23, to: ▸2026-11-22 }]'),
    'people.0.away.0.to: is before "from".',
  ],
  ['an unknown key', one('▸depty: m02'), 'people.0: unknown key "depty" — did you mean "deputy"?'],
  [
    'a formula for a name',
    'people:\n  - { id: m01, name: ▸"=HYPERLINK(1)", roles: [manager] }\n',
    'people.0.name: is no name',
  ],
  [
    'an id that stands twice',
    'people:\n  - { id: a, name: 甲, roles: [agent] }\n  - { id: ▸a, name: 乙, roles: [agent] }\n',
    'people.1.id: this id stands here twice',
  ],
  [
    'deputies in a circle, once',
    'people:\n  - { id: a, name: 甲, roles: [agent], deputy: b }\n  - { id: b, name: 乙, roles: [agent], deputy: ▸c }\n  - { id: c, name: 丙, roles: [agent], deputy: b }\n',
    'people.1.deputy: these stand in for each other in a circle of 2',
  ],
  [
    'a role above that is no level',
    'roles: { agent: { above: ▸engineer } }\npeople: []\n',
    'roles.agent.above: must be a level',
  ],
  ['no people', '▸levels: [manager]\n', 'people: must be a list of people'],
  ['an empty file', '▸', 'the file is empty'],
])('%s is refused with its place', (_, written, expected) => {
  const { text, place } = marked(written);
  const found = problems(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`${place} ${expected}`);
});

test('all mistakes are named at once, those of a person and those among people, and none repeats what it is about', () => {
  const error = refusal(`people:
  - { id: m01, name: 方立, roles: [欧阳晓晓], reach: [{ phone: "88881234" }] }
  - { id: m01, name: "-欧阳", roles: [manager], deputy: ouyang, reach: [{ email: "ouyang at example.com" }] }
`);
  expect(error.message.split('\n').map(line => line.split(':').slice(1, 2).join())).toEqual([
    '2',
    '2',
    '3',
    '3',
    '3',
    '3',
  ]);
  expect(JSON.stringify([error.message, error.details])).not.toMatch(/欧阳|ouyang|8888|方立/);
});

describe('while the worker runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duecourse-directory-'));
  const [policy, file] = [join(folder, 'service-centre.yaml'), join(folder, 'directory.yaml')];
  const write = (who: string) => writeFileSync(file, `people:\n  - { id: ${who}, name: 方立, roles: [manager] }\n`);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const watched = () => {
    const said: string[] = [];
    const house = watchDirectory({ policy, zone: UTC, channels: [], warn: message => said.push(message) });
    return { said, ids: () => house()?.directory.people.map(({ id }) => id) };
  };

  test('there may be none; it is read once it is there, and again once it is changed', () => {
    const { ids, said } = watched();
    expect(ids()).toBeUndefined();
    write('m1');
    expect(ids()).toEqual(['m1']);
    write('m22');
    expect([ids(), said]).toEqual([['m22'], []]);
  });

  test('a broken edit is refused and said once, naming nobody; the last good one stays', () => {
    write('m1');
    const { ids, said } = watched();
    writeFileSync(file, 'people:\n- id: m1\n  name: 方立\n  roles: [方立]\n  reach:\n  - phone: "8888"\n');
    expect([ids(), ids()]).toEqual([['m1'], ['m1']]);
    expect(said).toEqual([expect.stringMatching(/^BAD_DIRECTORY: .* Mistakes at 4:11, 6:12;/)]);
    expect(said.join()).not.toMatch(/方立|8888/);
    write('m333');
    expect(ids()).toEqual(['m333']);
  });

  test('one that is taken away is said, and its people go on being told', () => {
    write('m1');
    const { ids, said } = watched();
    rmSync(file);
    expect([ids(), ids(), said.length]).toEqual([['m1'], ['m1'], 1]);
  });

  test('a file that is broken to begin with keeps the worker from starting', () => {
    writeFileSync(file, 'people: 7\n');
    expect(watched).toThrow(expect.objectContaining({ code: 'BAD_DIRECTORY' }));
  });
});
