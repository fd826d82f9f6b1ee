import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileLedger } from '../../activities/messages/file-ledger';
import { packageRoot } from '../../config/package-root';
import { aMessage } from '../support/a-message';
import { command, type Said } from '../support/command';
import { inFolder } from '../support/in-folder';
import { policyWith } from '../support/policy';

// Every step is a process of its own.
jest.setTimeout(60_000);

const [folder, remove] = inFolder();
const file = join(folder, 'directory.yaml');
const sample = readFileSync(join(packageRoot, 'examples/directory.yaml'), 'utf8');
const samplePeople = join(packageRoot, 'examples/people.csv');
let duecourse: (...args: readonly string[]) => Promise<Said>;

beforeAll(() => {
  const policy = policyWith(
    folder,
    'channels:\n  mail: { type: smtp, host: 127.0.0.1, from: service@example.com }\nroutes: { staff: [mail, outbox] }\n',
  );
  duecourse = command(['--policy', policy, '--data-dir', join(folder, 'data')], folder);
});
beforeEach(() => writeFileSync(file, sample));
afterAll(remove);

const json = async (...args: readonly string[]) =>
  JSON.parse((await duecourse('directory', ...args, '--json')).out) as object;
async function refused(...args: readonly string[]) {
  const { code, err } = await duecourse('directory', ...args, '--json');
  const { error } = JSON.parse(err) as { error: { code: string; message: string } };
  return { exit: code, ...error };
}

test('the sample directory is in order, and says whom a message would reach', async () => {
  expect(await json('check')).toEqual({ file, people: 8 });
  expect(await json('show', 'manager@after-sales')).toMatchObject({
    addressees: [{ way: { channel: 'mail', address: 'h01@example.com' }, directed: { person: 'h01', passed: [] } }],
  });
  expect((await duecourse('directory', 'show', 'chairman', '--lang', 'zh')).out).toContain('董事长: 无人担任');
});

test('a dry run of an import says what would change, and writes nothing', async () => {
  expect(await json('import', samplePeople, '--dry-run')).toMatchObject({ written: false, added: ['a03', 'h03'] });
  expect(readFileSync(file, 'utf8')).toBe(sample);
});

test('outbox show says who was passed over, and who got it in whose place; it names nobody', async () => {
  const passed = [{ role: 'manager', person: 'm01', why: 'away' }] as const;
  const directed = { asked: ['manager'], role: 'manager', person: 's01', deputyFor: 'm01', passed };
  const { key } = (
    await fileLedger(join(folder, 'data', 'messages')).put(aMessage({ to: 'manager', channel: 'mail', directed }))
  ).message;
  const shown = (lang: string) => duecourse('outbox', 'show', key, '--lang', lang);
  expect((await shown('zh')).out).toMatch(/客服经理 m01: 不在岗\n→ 客服经理 s01 （代 m01）/);
  expect((await shown('en')).out).toMatch(/Manager m01: away\n→ Manager s01 \(for m01\)/);
  expect(JSON.parse((await duecourse('outbox', 'show', key, '--json')).out)).toMatchObject({ directed });
});

test('an import adds to what is there; once more it changes nothing; no draft is left', async () => {
  expect(await json('import', samplePeople)).toMatchObject({ written: true, added: ['a03', 'h03'], changed: [] });
  const written = readFileSync(file, 'utf8');
  expect(written).toContain('# 年假期间由主管代理');
  expect(await json('check')).toMatchObject({ people: 10 });
  expect(await json('import', samplePeople)).toMatchObject({ written: false, unchanged: ['a03', 'h03'] });
  expect(readFileSync(file, 'utf8')).toBe(written);
  expect(readdirSync(folder).filter(name => name.startsWith('.'))).toEqual([]);
});

test('the first import makes the file, for this user only', async () => {
  rmSync(file);
  writeFileSync(join(folder, 'first.csv'), '\ufeff工号,姓名,角色\r\nm01,方向晚,客服经理\r\n');
  expect(await json('import', join(folder, 'first.csv'))).toMatchObject({ written: true, added: ['m01'], people: 1 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a CSV with mistakes is refused with line and column, and nothing is written', async () => {
  const csv = join(folder, 'people.csv');
  writeFileSync(csv, 'id,name,roles,phone\nx01,=1+1,boss,88881234\n');
  const { exit, code, message } = await refused('import', csv);
  expect([exit, code]).toEqual([9, 'BAD_DIRECTORY']);
  expect(message.split('\n').map(line => line.slice(csv.length))).toEqual([
    expect.stringMatching(/^:2:5 name: is no name/),
    expect.stringMatching(/^:2:10 roles: is no role/),
    expect.stringMatching(/^:2:15 phone: This number takes no SMS/),
  ]);
  expect(readFileSync(file, 'utf8')).toBe(sample);
});

test('a CSV in an older Chinese coding is refused rather than misread', async () => {
  const csv = join(folder, 'gbk.csv');
  writeFileSync(csv, Buffer.from('69642c6e616d650a6d30312cb7bdc1a20a', 'hex'));
  expect((await refused('import', csv)).message).toMatch(/:1:1 is not UTF-8: save it as "CSV UTF-8"/);
});

test('a directory with mistakes is refused with line and column, by check and by import', async () => {
  writeFileSync(file, 'people:\n  - { id: m01, name: 方向晚, roles: [managr] }\n');
  for (const args of [['check'], ['show'], ['import', samplePeople]])
    expect(await refused(...args)).toMatchObject({
      exit: 9,
      code: 'BAD_DIRECTORY',
      message: expect.stringMatching(/directory\.yaml:2:35 people\.0\.roles\.0: is no role — did you mean "manager"\?/),
    });
});

test.each([
  ['an action that is none', ['mend'], 'USAGE', 2],
  ['no file to import', ['import'], 'USAGE', 2],
  ['a CSV that is not there', ['import', 'nowhere.csv'], 'BAD_DIRECTORY', 9],
])('%s is refused with its code', async (_, args, code, exit) => {
  expect(await refused(...args)).toMatchObject({ code, exit });
});

test('without a directory, show says that there is none to read', async () => {
  rmSync(file);
  expect(existsSync(file)).toBe(false);
  expect(await refused('show')).toMatchObject({ code: 'BAD_DIRECTORY', exit: 9 });
});
