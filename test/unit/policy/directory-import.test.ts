import { importPeople } from '../../../machines/policy/directory/import';
import type { DuecourseError } from '../../../time/error';
import { addresses } from '../../../worker/directory';

const reading = { addresses };
const into = (csv: string, directory?: string) =>
  importPeople({ text: csv, file: 'people.csv' }, { text: directory, file: 'directory.yaml' }, reading);

const HOUSE = `# 我们的人
people:
  # 经理
  - { id: m01, name: 方立, roles: [manager], deputy: s01, reach: [outbox, { email: old@example.com }] } # 一楼
  - { id: s01, name: 邱敏, roles: [supervisor] }
  - { id: a01, name: 李, roles: [agent] }
`;

test('a CSV with Chinese headings, a byte order mark, quotes and CRLF makes a directory', () => {
  const csv =
    '\ufeff工号,姓名,角色,部门,代理人,请假,语言,手机,邮箱\r\n' +
    'm01,"方立, 经理",客服经理;客服主管,,s01,2026-11-23..2026-11-27,中文,13800138000,fang@example.com\r\n' +
    's01,"邱""敏""",supervisor,售后部、commerce,,是,英文,,qiu@example.com\r\n';
  const { directory, added, text } = into(csv);
  expect(added).toEqual(['m01', 's01']);
  expect(directory.people).toMatchObject([
    {
      id: 'm01',
      name: '方立, 经理',
      roles: ['manager', 'supervisor'],
      deputy: 's01',
      away: [{ from: '2026-11-23', to: '2026-11-27' }],
      lang: 'zh',
      reach: [
        { by: 'phone', address: '+8613800138000' },
        { by: 'email', address: 'fang@example.com' },
      ],
    },
    { id: 's01', name: '邱"敏"', departments: ['after-sales', 'commerce'], away: [{}], lang: 'en' },
  ]);
  expect(text).toContain('"13800138000"');
});

test('it says what is added, changed, as it was, and left; comments and what the CSV does not speak of stay', () => {
  const csv = 'id,name,roles,email\nm01,方立,manager,new@example.com\na01,李,agent,\nx01,新人,agent,x@example.com\n';
  const { text, added, changed, unchanged, left } = into(csv, HOUSE);
  expect({ added, changed, unchanged, left }).toEqual({
    added: ['x01'],
    changed: ['m01'],
    unchanged: ['a01'],
    left: ['s01'],
  });
  expect(text).toContain('# 我们的人');
  expect(text).toContain('# 经理');
  expect(text).toContain('deputy: s01, reach: [ outbox, { email: new@example.com } ] } # 一楼');
});

test('the same CSV twice changes nothing the second time', () => {
  const csv = '工号,姓名,角色,手机,请假\nm01,方立,客服经理,138-0013-8000,2026-11-23..\nx01,新人,agent,,否\n';
  const once = into(csv, HOUSE);
  const twice = into(csv, once.text);
  expect([twice.text, twice.added, twice.changed]).toEqual([once.text, [], []]);
});

test('an empty cell takes away what was there; a column that is not there leaves it', () => {
  const { directory } = into('id,deputy\nm01,\n', HOUSE);
  expect(directory.people[0]).toMatchObject({ name: '方立', reach: [{ by: 'outbox' }, { by: 'email' }] });
  expect(directory.people[0]!.deputy).toBeUndefined();
});

const HEAD = 'id,name,roles,departments,deputy,away,lang,phone,email,from,to\n';

test.each([
  ['an unknown role', `${HEAD}x,新,boss,,,,,,,,\n`, '2:5 roles: is no role'],
  ['an unknown department', `${HEAD}x,新,agent,shop,,,,,,,\n`, '2:11 departments: is no department'],
  ['a deputy who is nobody', `${HEAD}x,新,agent,,y,,,,,,\n`, '2:12 deputy: there is nobody with this id'],
  [
    'a circle with somebody who was there',
    'id,deputy\ns01,m01\n',
    '2:5 deputy: these stand in for each other in a circle of 2',
  ],
  ['an id that stands twice', 'id,lang\nm01,zh\nm01,en\n', '3:1 id: this id stands here twice'],
  ['a phone that is none', `${HEAD}x,新,agent,,,,,1.38E+10,,,\n`, '2:15 phone: This is not a phone number'],
  [
    'an address with a line break',
    'id,email\nm01,"a@example.com\nBcc: b@example.com"\n',
    '2:5 email: An e-mail address must not hold line breaks.',
  ],
  ['a formula for a name', 'id,name\nm01,"=HYPERLINK(""http://x"")"\n', '2:5 name: is no name'],
  ['a formula for an address', 'id,email\nm01,=A1@example.com+1\n', '2:5 email: This is not one e-mail address'],
  ['a formula for an id', 'id,name\n@SUM(A1),方立\n', '2:1 id: is no id'],
  ['a day that is none', 'id,from\nm01,2026-02-30\n', '2:5 from: is no day'],
  ['an end before the beginning', 'id,from,to\nm01,2026-02-03,2026-02-02\n', '2:16 to: is before "from".'],
  ['an absence that is none', 'id,away\nm01,soon\n', '2:5 away: is no absence'],
  [
    'an absence that ends before it begins',
    'id,away\nm01,2026-02-03..2026-02-02\n',
    '2:5 away: ends before it begins.',
  ],
  ['a name that is emptied', 'id,name\nm01,\n', '2:5 name: is missing.'],
  ['a new person without roles', 'id,name\nx01,新\n', '2:1 roles: is missing.'],
  ['a line after a cell of two lines', 'id,name\nm01,"方\n立"\ns01,\n', '4:5 name: is missing.'],
  ['a cell too many', 'id,name\nm01,方立,manager\n', '2:1 this line has 3 cells, and the first line 2.'],
  ['a heading that is none', 'id,nam\nm01,方立\n', '1:4 is no column — did you mean "name"?'],
  ['a heading twice', 'id,name,姓名\nm01,方立,方立\n', '1:9 this column stands here twice.'],
  ['no column for the id', 'name\n方立\n', '1:1 there is no column "id"'],
  ['a quote that is never closed', 'id,name\nm01,"方立\n', '2:5 this quote is never closed.'],
  ['text after a quote', 'id,name\nm01,"方立"x\n', '2:9 after a closed quote there must be a comma.'],
  ['nothing at all', '', '1:1 there is no column "id"'],
])('%s is refused with its place', (_, csv, expected) => {
  expect(refusal(csv).message).toContain(`people.csv:${expected}`);
});

test('every mistake is named at once, and what was written is not repeated', () => {
  const error = refusal(`${HEAD}欧阳晓晓,=1,欧阳晓晓,x,,,xx,88881234,ouyang,,\n`);
  expect(error.message.split('\n')).toHaveLength(7);
  expect(JSON.stringify([error.message, error.details])).not.toMatch(/欧阳|ouyang|8888/);
});

function refusal(csv: string): DuecourseError {
  try {
    into(csv, HOUSE);
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_DIRECTORY' });
    return error as DuecourseError;
  }
  throw new Error('it was taken');
}
