import type { CommandSpec, OptionSpec } from './command-table';

const procedure: OptionSpec = {
  flag: '--procedure <name>',
  title: { zh: '只列该流程', en: 'only of this procedure' },
};

const overdue: OptionSpec = { flag: '--overdue', title: { zh: '只列已超期者', en: 'only those past their deadline' } };

const paging: readonly OptionSpec[] = [
  {
    flag: '--due-before <time>',
    title: { zh: '只列在此之前到期者', en: 'only those due before: "+2 hours", "2026-11-24 10:30"' },
  },
  { flag: '--limit <n>', title: { zh: '最多几行（默认 50）', en: 'at most so many (default 50)' } },
  { flag: '--page <n>', title: { zh: '第几页，自 1 起', en: 'which page, from 1 on' } },
  { flag: '--csv', title: { zh: '输出 CSV', en: 'print CSV' } },
];

/** Commands that read the register, and those that look after it. */
export const registerCommands: readonly CommandSpec[] = [
  {
    name: 'list',
    args: [],
    title: { zh: '列出案件，期限近者在前', en: 'cases, the nearest deadline first' },
    options: [
      procedure,
      { flag: '--tag <tag>', title: { zh: '只列带此标签者', en: 'only with this tag' } },
      { flag: '--open', title: { zh: '只列未结案件', en: 'only open ones' } },
      { flag: '--closed', title: { zh: '只列已结案件', en: 'only closed ones' } },
      overdue,
      {
        flag: '--sort <by>',
        title: { zh: 'due、started、changed、closed 或 id', en: 'due, started, changed, closed or id' },
      },
      { flag: '--reverse', title: { zh: '倒序', en: 'from the last to the first' } },
      ...paging,
    ],
    examples: [
      'duecourse list --open',
      'duecourse list --overdue --procedure repair-dispatch',
      'duecourse list --due-before "+2 hours" --json',
      'duecourse list --closed --sort closed --reverse --csv --as manager > closed.csv',
    ],
    load: () => (require('./commands/list') as typeof import('./commands/list')).list,
  },
  {
    name: 'tasks',
    args: [],
    title: { zh: '待办：何事、由谁、到何时', en: 'what is to be done now, by whom and until when' },
    options: [
      { flag: '--mine', title: { zh: '只列 --as 本人可办者', en: 'only what I (--as) may do and nobody else holds' } },
      { flag: '--role <role>', title: { zh: '只列该角色可办者', en: 'only what this role may do' } },
      procedure,
      overdue,
      ...paging,
    ],
    examples: [
      'duecourse tasks --mine --as engineer:zhao',
      'duecourse tasks --role agent --overdue',
      'duecourse tasks --due-before "+2 hours" --json',
    ],
    load: () => (require('./commands/tasks') as typeof import('./commands/tasks')).tasks,
  },
  {
    name: 'book',
    args: ['[name]'],
    title: {
      zh: '台账：按期间导出，如《顾客投诉记录》；list 列出各种台账',
      en: 'the books of the house for a period, e.g. the record of complaints; list names them',
    },
    options: [
      {
        flag: '--from <day>',
        title: { zh: '自此日起（默认本月一日）', en: 'from this day on (default: the first of the month)' },
      },
      {
        flag: '--to <day>',
        title: { zh: '至此日止，含当日（默认今天）', en: 'up to this day, included (default: today)' },
      },
      { flag: '--format <format>', title: { zh: 'xlsx（默认）或 csv', en: 'xlsx (default) or csv' } },
      {
        flag: '--output <file>',
        title: {
          zh: '写入此文件（默认 <台账>-<起>-<止>.xlsx；csv 默认输出到屏幕）',
          en: 'write to this file (default <book>-<from>-<to>.xlsx; csv goes to the screen)',
        },
      },
      {
        flag: '--entries',
        title: { zh: '只要逐条登记：期间内登记的每一条', en: 'the entries instead: every one made in the period' },
      },
    ],
    examples: [
      'duecourse book list',
      'duecourse book customer-complaints --from 2026-10-01 --to 2026-10-31 --as manager',
      'duecourse book work-orders --output october.xlsx --as supervisor --from 2026-10-01 --to 2026-10-31',
      'duecourse book employee-complaints --format csv --as hr > employees.csv',
      'duecourse book 顾客投诉记录 --entries --format csv',
    ],
    load: () => (require('./commands/book') as typeof import('./commands/book')).book,
  },
  {
    name: 'register',
    args: ['<action>'],
    title: {
      zh: '台账：check 核对，rebuild 由案件重建',
      en: 'the register: check it against the cases, rebuild it from them',
    },
    options: [],
    examples: ['duecourse register check', 'duecourse register rebuild'],
    load: () => (require('./commands/register') as typeof import('./commands/register')).register,
  },
];
