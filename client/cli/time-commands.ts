import type { CommandSpec } from './command-table';
import { inputOptions } from './input-options';

/** The commands about time that need no server, but for the explanation of a case. */
export const timeCommands: readonly CommandSpec[] = [
  {
    name: 'explain',
    args: ['[case]', '[clock]'],
    title: { zh: '说明期限如何算出，逐日列出缘由', en: 'how a deadline comes about, day by day with the reason' },
    options: [
      { flag: '--limit <duration>', title: { zh: '不看案件，只算此时限', en: 'of this limit instead of a case' } },
      { flag: '--from <time>', title: { zh: '起算时刻（默认现在）', en: 'when it begins (default now)' } },
      {
        flag: '--calendar <file>',
        title: { zh: '所用日历（默认取自策略）', en: "by this calendar (default the policy's)" },
      },
      {
        flag: '--batch <file>',
        title: {
          zh: '逐行读 JSON {limit, from, calendar?}，逐行给出到期时刻；- 为标准输入',
          en: 'JSON lines {limit, from, calendar?} in, a due time a line out; - reads stdin',
        },
      },
    ],
    examples: [
      'duecourse explain --limit "8 working hours" --from "2026-09-30 16:30"',
      'duecourse explain complaint-0001',
      'duecourse explain --batch limits.jsonl',
    ],
    load: () => (require('./commands/explain') as typeof import('./commands/explain')).explain,
  },
  {
    name: 'calendar',
    args: ['<action>', '[what]', '[other]'],
    title: {
      zh: '工作日历：show 月份、check、import 文件、diff 甲 乙',
      en: 'the working calendar: show <month>, check, import <file>, diff <a> <b>',
    },
    options: [
      {
        flag: '--calendar <file>',
        title: { zh: '所看日历（默认取自策略）', en: "of this calendar (default the policy's)" },
      },
      {
        flag: '--into <file>',
        title: { zh: '导入并写进此日历文件（默认只显示）', en: 'import into this calendar file (default: print)' },
      },
    ],
    examples: [
      'duecourse calendar show 2026-10',
      'duecourse calendar check policy/calendars/cn.yaml',
      'duecourse calendar import 2027.json --into policy/calendars/cn.yaml',
      'duecourse calendar diff old.yaml policy/calendars/cn.yaml',
    ],
    load: () => (require('./commands/calendar') as typeof import('./commands/calendar')).calendar,
  },
  {
    name: 'simulate',
    args: ['<procedure>'],
    title: {
      zh: '不用服务器推演一个案件：何时、何状态、通知谁、依据',
      en: 'play a case without a server: when, what state, who is told, by which rule',
    },
    options: [
      ...inputOptions,
      { flag: '--at <time>', title: { zh: '开始时刻（默认现在）', en: 'when it begins (default now)' } },
      { flag: '--until <time>', title: { zh: '推演到何时（默认一年）', en: 'until when (default a year)' } },
      {
        flag: '--script <nothing|well>',
        title: { zh: '无人办理，或一切顺利', en: 'nobody does anything, or everything goes well' },
      },
      {
        flag: '--events <file>',
        title: {
          zh: 'JSON 步骤：[{"forward":"20 minutes"},{"send":"事件","by":"角色"}]',
          en: 'steps in JSON: [{"forward":"20 minutes"},{"send":"EVENT","by":"role"}]',
        },
      },
      { flag: '--svg <file>', title: { zh: '另画成时间线（SVG）', en: 'draw it as a timeline as well (SVG)' } },
    ],
    examples: [
      'duecourse simulate customer-complaint --svg complaint.svg',
      'duecourse simulate customer-complaint --at "2026-09-30 17:40"',
      'duecourse simulate repair-dispatch --script well',
    ],
    load: () => (require('./commands/simulate') as typeof import('./commands/simulate')).simulate,
  },
];
