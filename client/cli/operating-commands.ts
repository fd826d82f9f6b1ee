import type { CommandSpec, OptionSpec } from './command-table';

const reason: OptionSpec = {
  flag: '--reason <text>',
  title: { zh: '为何如此（必填，记入经过）', en: 'why; it is put on record' },
};

/** The commands of those who answer for cases: what is stuck, how it goes on, and moves to a later version. */
export const operatingCommands: readonly CommandSpec[] = [
  {
    name: 'incidents',
    args: [],
    title: { zh: '列出待处置的案件：何事、自何时、因何', en: 'cases that are stuck: on what, since when and why' },
    options: [],
    examples: ['duecourse incidents', 'duecourse incidents --json'],
    load: () => (require('./commands/incidents') as typeof import('./commands/incidents')).incidents,
  },
  {
    name: 'repair',
    args: ['<case>', '<what>'],
    title: {
      zh: '处置案件：retry、skip、resolve、context、move、skip-signal',
      en: 'get a case going again: retry, skip, resolve, context, move or skip-signal',
    },
    options: [
      {
        flag: '--actor <name>',
        title: { zh: '哪项工作（只有一项时可省）', en: 'which work (not needed where there is only one)' },
      },
      {
        flag: '--output <json>',
        title: { zh: 'resolve：该工作本应给出的结果', en: 'resolve: what the work should have answered' },
      },
      {
        flag: '--set <key=value>',
        title: { zh: 'context：改正的字段，可重复', en: 'context: a field to put right; repeat it' },
        repeats: true,
      },
      {
        flag: '--force',
        title: { zh: 'context：确为新字段或另一类型', en: 'context: a new field or another type is meant' },
      },
      { flag: '--state <state>', title: { zh: 'move：移至该状态', en: 'move: to this state' } },
      {
        flag: '--signal <number>',
        title: {
          zh: 'skip-signal：跳过第几个信号（默认为出错的那个）',
          en: 'skip-signal: which signal of the run (default the one that the case fails at)',
        },
      },
      {
        flag: '--dry-run',
        title: {
          zh: 'skip-signal：只列出跳过什么、保留什么',
          en: 'skip-signal: only say what is skipped and what stays',
        },
      },
      reason,
    ],
    examples: [
      'duecourse repair repair-0001 retry --reason "gateway is up again" --as manager:ma',
      'duecourse repair repair-0001 move --state dispatched --reason "sent to the wrong team" --as supervisor:wu',
      'duecourse repair repair-0001 skip-signal --dry-run',
      'duecourse repair repair-0001 context --set unit=302 --reason "typing error" --as supervisor:wu',
    ],
    load: () => (require('./commands/repair') as typeof import('./commands/repair')).repair,
  },
  {
    name: 'migrate',
    args: ['<procedure>'],
    title: { zh: '将办理中的案件转到新版本', en: 'move running cases to a later version' },
    options: [
      { flag: '--to <version>', title: { zh: '转到此版本', en: 'to this version' } },
      { flag: '--dry-run', title: { zh: '只说明会怎样，不改动', en: 'only say what would happen' } },
      { flag: '--case <id>', title: { zh: '只转此案件，可重复', en: 'only this case; repeat it' }, repeats: true },
      { flag: '--all', title: { zh: '全部办理中的案件', en: 'every running case' } },
      reason,
    ],
    examples: [
      'duecourse migrate repair-dispatch --to 2 --dry-run',
      'duecourse migrate repair-dispatch --to 2 --all --reason "rule of 2027" --as manager:ma',
    ],
    load: () => (require('./commands/migrate') as typeof import('./commands/migrate')).migrate,
  },
  {
    name: 'rebase',
    args: [],
    title: {
      zh: '让办理中的案件改按新策略或新日历计时（平时策略改动只影响新案件）',
      en: 'have running cases go by another policy or calendar (of itself a change only concerns new ones)',
    },
    options: [
      {
        flag: '--calendar <file>',
        title: { zh: '按此日历（默认策略所用的）', en: "this calendar (default the policy's)" },
      },
      { flag: '--procedure <name>', title: { zh: '只改该流程的案件', en: 'only cases of this procedure' } },
      { flag: '--case <id>', title: { zh: '只改此案件，可重复', en: 'only this case; repeat it' }, repeats: true },
      {
        flag: '--rule <keepUsed|restart|keepDeadline>',
        title: {
          zh: '已用的仍算已用（默认）、重新计时、保留原到期时刻',
          en: 'what is used stays used (default), the whole limit from now, or the instant stays',
        },
      },
      {
        flag: '--only-provisional',
        title: { zh: '只改暂定的期限，只换日历', en: 'only provisional deadlines, and only by the calendar' },
      },
      { flag: '--dry-run', title: { zh: '只列出会移动的期限，不改动', en: 'only list what would move' } },
      reason,
    ],
    examples: [
      'duecourse rebase --dry-run --policy policy/service-centre-2027.yaml',
      'duecourse rebase --procedure customer-complaint --reason "rule of 2027" --as manager:ma',
      'duecourse rebase --only-provisional --reason "holidays of 2027" --as manager:ma',
    ],
    load: () => (require('./commands/rebase') as typeof import('./commands/rebase')).rebase,
  },
];
