import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateRegister } from '../../register/migrate';
import { openRegister, type Register } from '../../register/open';
import { writeRecords } from '../../register/write';
import type { JournalEntry } from '../../statechart/types';
import { command, type Said } from '../support/command';
import { databases, sayTested, type TestDatabase } from '../support/databases';
import { recordOf } from '../support/records';
import { workbookIn } from '../support/workbook';

jest.setTimeout(180_000);

const at = (wall: string): number => Date.parse(`${wall}+08:00`);
const step = (when: string, event: string, by: string, data: object = {}, late: object = {}): JournalEntry => {
  const [role = '', name] = by.split(':');
  return {
    type: 'event',
    at: at(when),
    event,
    by: { role, ...(name && { name }) },
    moves: [],
    data: data as never,
    ...late,
  };
};

/** Cases of October and around it; what stands in them is meant to be trouble for a spreadsheet. */
const cases = [
  recordOf('complaint-sep', 1, { started: at('2026-09-30T23:59:59') }),
  recordOf('complaint-1', 5, {
    started: at('2026-10-01T00:00:00'),
    status: 'closed',
    closed: at('2026-10-04T10:00:00'),
    view: {
      value: 'closed',
      status: 'done',
      context: {
        complainant: { name: '张女士', phone: '+86 20 5550 0101' },
        channel: 'phone',
        subject: '=HYPERLINK("http://x","点此")',
        content: '张女士说：\n"漏水", 三次',
        wish: '-1+1',
      },
      journal: [
        step('2026-10-01T00:00:00', 'start', 'agent:li'),
        step('2026-10-02T09:00:00', 'JUDGED', 'agent:li', { grounded: true, finding: '成立', liable: 'after-sales' }),
        step('2026-10-03T09:30:00', 'REPLIED', 'agent:li', { reply: '致电张女士，已修复' }),
        step(
          '2026-10-03T11:00:00',
          'REPLIED',
          'agent:wang',
          { reply: '更正：已换新' },
          { happened: at('2026-10-03T10:00:00'), reason: '漏记' },
        ),
        step('2026-10-04T10:00:00', 'CALLED_BACK', 'agent:li', { outcome: 'satisfied', score: 5 }),
      ],
      deadlines: [
        {
          name: 'reply',
          title: { zh: '答复期限', en: 'Reply' },
          status: 'met',
          due: at('2026-10-04T00:00:00'),
          left: 0,
        },
      ],
    },
  }),
  recordOf('complaint-oct', 1, {
    started: at('2026-10-31T23:59:59'),
    view: {
      context: {
        complainant: { name: 'Wang Li' },
        channel: 'online',
        subject: '+8613800138000',
        content: '\u0001控制符',
      },
    },
  }),
  recordOf('complaint-nov', 1, { started: at('2026-11-01T00:00:00') }),
  recordOf('employee-1', 1, {
    procedure: 'employee-complaint',
    started: at('2026-10-10T09:00:00'),
    view: { context: { subject: '考勤', content: '无' }, value: 'settling' },
  }),
  recordOf('employee-2', 1, {
    procedure: 'employee-complaint',
    started: at('2026-10-11T09:00:00'),
    view: { context: { complainant: { name: '赵工' }, subject: '排班', content: '无' }, value: 'settling' },
  }),
  recordOf('repair-1', 2, {
    procedure: 'repair-dispatch',
    started: at('2026-10-12T09:00:00'),
    view: {
      value: 'reported',
      context: {
        owner: { name: '陈先生', phone: '020 5550 0199' },
        address: '滨江路 8 号',
        fault: '漏水。'.repeat(300),
        emergency: 'none',
      },
      journal: [
        step('2026-10-12T09:00:00', 'start', 'customer:陈先生'),
        step('2026-10-12T09:05:00', 'DISPATCHED', 'agent:li'),
      ],
    },
  }),
];
const october = ['--from', '2026-10-01', '--to', '2026-10-31'];

describe.each(databases)('the books, read from %s', (_, start) => {
  let database: TestDatabase;
  let register: Register;
  let folder: string;
  let duecourse: (...args: readonly string[]) => Promise<Said>;

  beforeAll(async () => {
    database = await start();
    sayTested(database.version);
    register = openRegister(database.url);
    await migrateRegister(register.db);
    await writeRecords(register.db, cases);
    folder = mkdtempSync(join(tmpdir(), 'duecourse-books-'));
    writeFileSync(join(folder, 'duecourse.yaml'), `database: ${database.url}\n`);
    duecourse = command(['--data-dir', folder], folder);
  });
  afterAll(async () => {
    await register?.close();
    await database?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const json = async (...args: readonly string[]) => {
    const { code, out, err } = await duecourse('book', ...args, '--json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out) as { headings: string[]; rows: (string | number)[][]; [more: string]: unknown };
  };
  /** A row of a book by its headings. */
  const rowOf = (
    { headings, rows }: { headings: readonly string[]; rows: readonly (readonly unknown[])[] },
    id: string,
  ) => {
    const row = rows.find(cells => cells[0] === id)!;
    return Object.fromEntries(headings.map((heading, i) => [heading, row[i]]));
  };
  const refusal = async (...args: readonly string[]) => {
    const { code, err } = await duecourse('book', ...args, '--json');
    return [(JSON.parse(err) as { error: { code: string } }).error.code, code];
  };

  test('a period begins with its first day and ends with its last, by the clocks of the house', async () => {
    const { rows, book } = await json('《顾客投诉记录》', ...october);
    expect(book).toBe('customer-complaints');
    expect(rows.map(([id]) => id)).toEqual(['complaint-1', 'complaint-oct']);
    expect((await json('customer-complaints', '--from', '2026-11-01', '--to', '2026-11-01')).rows).toHaveLength(1);
  });

  test('a correction stands beside what it corrects, with when it was entered and when it happened', async () => {
    const row = rowOf(await json('customer-complaints', ...october, '--as', 'manager'), 'complaint-1');
    expect(row).toMatchObject({
      投诉人: '张女士',
      电话: '+86 20 5550 0101',
      渠道: '电话',
      责任部门: '售后部',
      答复内容: '10-03 09:30 致电张女士，已修复\n10-03 11:00 更正：已换新',
      答复人: '10-03 09:30 客服专员（li）\n10-03 11:00 客服专员（wang）',
      答复时间: '2026-10-03 09:30\n2026-10-03 11:00 （实际为 2026-10-03 10:00，补录）',
      答复期限: new Date(at('2026-10-04T00:00:00')).toISOString(),
      是否按期: '按期',
      评分: 5,
      办理状态: '结案',
    });
  });

  test('names and numbers are masked for who may not see them, in texts as well', async () => {
    const row = rowOf(await json('customer-complaints', ...october, '--as', 'guard'), 'complaint-1');
    expect(row).toMatchObject({ 投诉人: '张**', 电话: '*** 0101', 投诉内容: '张**说：\n"漏水", 三次' });
    const repair = await json('work-orders', ...october);
    expect(rowOf(repair, 'repair-1')).toMatchObject({ 业主: '陈**', 电话: '*** 0199', 地址: '***' });
    expect(JSON.stringify(await json('work-orders', ...october, '--entries'))).not.toMatch(/陈先生|滨江路/);
  });

  test('who complained of their own house is seen by those who handle it, and an anonymous one by nobody', async () => {
    const seenBy = async (as: string) =>
      (await json('employee-complaints', ...october, '--as', as)).rows.map(row => row[2]);
    expect(await seenBy('hr')).toEqual(['匿名', '赵工']);
    expect(await seenBy('engineer')).toEqual(['匿名', '赵*']);
  });

  test('the entries are those that were made in the period, in the order in which they were made', async () => {
    const { rows } = await json(
      'customer-complaints',
      '--from',
      '2026-10-03',
      '--to',
      '2026-10-03',
      '--entries',
      '--as',
      'manager',
    );
    expect(rows.map(([when, id, , by, told, late]) => [when, id, by, told, late])).toEqual([
      [
        new Date(at('2026-10-03T09:30:00')).toISOString(),
        'complaint-1',
        '客服专员（li）',
        '处理过程与结果：致电张女士，已修复',
        '',
      ],
      [
        new Date(at('2026-10-03T11:00:00')).toISOString(),
        'complaint-1',
        '客服专员（wang）',
        '处理过程与结果：更正：已换新',
        '2026-10-03 10:00 漏记',
      ],
    ]);
  });

  test('as CSV: a mark for Excel, lines ended by CRLF, nothing that it would take for a formula', async () => {
    const { out } = await duecourse('book', 'customer-complaints', ...october, '--format', 'csv', '--as', 'manager');
    expect(out.startsWith('\ufeff案号,受理时间,投诉人,')).toBe(true);
    expect(out).toContain(`,"'=HYPERLINK(""http://x"",""点此"")",`);
    expect(out).toContain(`,'-1+1,`);
    expect(out).toContain(`,'+8613800138000,`);
    expect(out).toContain(',"张女士说：\n""漏水"", 三次",');
    expect(out.endsWith('\r\n')).toBe(true);
    expect(out.replaceAll('\r\n', '').includes('\r')).toBe(false);
  });

  test('a file whose name ends in .csv is CSV, with the same mark', async () => {
    const file = join(folder, 'october.csv');
    expect(await json('customer-complaints', ...october, '--output', file)).toMatchObject({ format: 'csv', rows: 2 });
    expect(readFileSync(file).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  test('as a workbook: title, period, Chinese headings, dates that are dates, texts that are no formulas', async () => {
    const file = join(folder, 'october.xlsx');
    const said = await json('customer-complaints', ...october, '--output', file, '--as', 'manager');
    expect(said).toMatchObject({ rows: 2, format: 'xlsx', file });
    const { sheets, parts } = await workbookIn(file);
    expect(sheets.map(({ name }) => name)).toEqual(['顾客投诉记录', '逐条登记']);
    const [title, about, headings, first] = sheets[0]!.rows;
    expect(title![0]).toBe('顾客投诉记录');
    expect(about![0]).toMatch(/^期间：2026-10-01 至 2026-10-31　　依据：SVC 3章三　　制表：/);
    expect(headings!.slice(0, 4)).toEqual(['案号', '受理时间', '投诉人', '电话']);
    expect(first).toContain('=HYPERLINK("http://x","点此")');
    expect(first![1]).toEqual(new Date('2026-10-01T00:00:00Z'));
    expect(sheets[0]!.rows.at(-1)![0]).toMatch(/^合计 2 件　+填表人：/);
    expect(sheets[1]!.rows).toHaveLength(3 + 5 + 1);
    expect(sheets[1]!.rows[4]![4]).toBe('投诉成立：是\n判定说明：成立\n责任部门：售后部');
    expect(Object.values(parts).join('')).not.toMatch(/<f>/);
  });

  test('it is printed on A4 as wide as the page, with its heading and a page number on every page', async () => {
    const file = join(folder, 'printed.xlsx');
    await json('customer-complaints', ...october, '--output', file);
    const { parts } = await workbookIn(file);
    expect(parts['xl/worksheets/sheet1.xml']).toMatch(
      /<sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>.*<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</s,
    );
    expect(parts['xl/workbook.xml']).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'顾客投诉记录'!$3:$3<`,
    );
  });

  test('a work order is a form of its own, with a line to sign', async () => {
    const file = join(folder, 'orders.xlsx');
    await json('work-orders', ...october, '--output', file, '--as', 'agent:li');
    const { sheets, parts } = await workbookIn(file);
    const cells = sheets[0]!.rows.flat();
    expect(sheets[0]!.rows[2]).toEqual(['案号', 'repair-1', '报修时间', new Date('2026-10-12T09:00:00Z')]);
    expect(cells).toEqual(expect.arrayContaining(['业主', '陈先生', '派工人', '客服专员（li）']));
    expect(String(cells.findLast(cell => cell))).toMatch(/维修人员：＿.*业主：＿.*客服专员：＿/);
    expect(parts['xl/worksheets/sheet1.xml']).toMatch(/orientation="portrait"/);
    const heights = [...parts['xl/worksheets/sheet1.xml']!.matchAll(/ ht="(\d+)"/g)].map(([, points]) =>
      Number(points),
    );
    expect(Math.max(...heights)).toBeGreaterThan(200);
  });

  test('a period in which nothing happened is an empty book, not an error', async () => {
    const file = join(folder, 'empty.xlsx');
    expect(await json('work-orders', '--from', '2020-01-01', '--to', '2020-01-02', '--output', file)).toMatchObject({
      rows: 0,
    });
    expect((await workbookIn(file)).sheets[0]!.rows[0]![0]).toBe('特约服务/维修工作单');
  });

  test('what cannot be asked is refused, each in its own way', async () => {
    expect(await refusal('customer-complaint', ...october)).toEqual(['UNKNOWN_BOOK', 5]);
    expect(await refusal('customer-complaints', '--from', '2026-10-31', '--to', '2026-10-01')).toEqual(['USAGE', 2]);
    expect(await refusal('customer-complaints', '--from', '2026-02-30')).toEqual(['USAGE', 2]);
    expect(await refusal('customer-complaints', ...october, '--format', 'pdf')).toEqual(['USAGE', 2]);
    expect(await refusal('customer-complaints', ...october, '--output', join(folder, 'none/there.xlsx'))).toEqual([
      'UNWRITABLE_FILE',
      3,
    ]);
  });
});
