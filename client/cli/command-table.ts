import type { Text } from '../../statechart/types';
import type { Cli } from './cli';
import { inputOptions } from './input-options';
import { machineCommands } from './machine-commands';
import { messageCommands } from './message-commands';
import { operatingCommands } from './operating-commands';
import { registerCommands } from './register-commands';
import { timeCommands } from './time-commands';

/** What the parser found: by option name in camel case. Repeated options are lists. */
export interface Options {
  readonly [name: string]: string | boolean | readonly string[] | undefined;
}

export type Run = (cli: Cli, args: readonly string[], options: Options) => Promise<void>;

export interface OptionSpec {
  /** As commander wants it: `--limit <n>`. */
  readonly flag: string;
  readonly title: Text;
  /** May be given several times. */
  readonly repeats?: true;
}

export interface CommandSpec {
  readonly name: string;
  /** As commander wants them: `<case>`, `[name]`. */
  readonly args: readonly string[];
  readonly title: Text;
  readonly options: readonly OptionSpec[];
  /** Lines that work when they are typed. */
  readonly examples: readonly string[];
  /** Loads the command's own code, which `--help` has no need of. */
  readonly load: () => Run;
}

/** Every command of `duecourse`: parser, help, completion and documents are made from this. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'up',
    args: [],
    title: { zh: '启动服务器、Web UI 与工作进程，直到 Ctrl-C', en: 'run server, Web UI and worker until Ctrl-C' },
    options: [
      {
        flag: '--once',
        title: { zh: '准备就绪（及示例日）后即退出', en: 'end once it is ready (and the sample day is over)' },
      },
      { flag: '--sample', title: { zh: '首次运行时演示一个示例日', en: 'the first time, play a sample day' } },
      { flag: '--port <number>', title: { zh: '服务器端口', en: 'port of the server' } },
      { flag: '--ui-port <number>', title: { zh: 'Web UI 端口', en: 'port of the Web UI' } },
      { flag: '--host <ip>', title: { zh: '服务器监听的 IP 地址', en: 'IP address that the server listens on' } },
    ],
    examples: ['duecourse up', 'duecourse up --port 7300 --ui-port 8300 --data-dir ./second'],
    load: () => (require('./commands/up') as typeof import('./commands/up')).upCommand,
  },
  {
    name: 'doctor',
    args: [],
    title: { zh: '检查运行环境，并说明如何处理', en: 'check what is needed, and say what to do' },
    options: [],
    examples: ['duecourse doctor', 'duecourse doctor --json'],
    load: () => (require('./commands/doctor') as typeof import('./commands/doctor')).doctor,
  },
  {
    name: 'procedures',
    args: ['[name]'],
    title: {
      zh: '列出流程；或其条款、状态、事件与时限',
      en: 'the procedures; or the rules, states, events and limits of one',
    },
    options: [],
    examples: ['duecourse procedures', 'duecourse procedures repair-dispatch'],
    load: () => (require('./commands/procedures') as typeof import('./commands/procedures')).procedures,
  },
  {
    name: 'start',
    args: ['<procedure>'],
    title: { zh: '登记一个案件', en: 'open a case' },
    options: [
      ...inputOptions,
      { flag: '--id <id>', title: { zh: '案件编号（不含个人信息）', en: 'the case number, without personal data' } },
    ],
    examples: [
      'duecourse start repair-dispatch --as agent:li',
      'duecourse start customer-complaint --input complaint.json --as agent:li',
    ],
    load: () => (require('./commands/start') as typeof import('./commands/start')).start,
  },
  {
    name: 'send',
    args: ['<case>', '<EVENT>'],
    title: { zh: '向案件提交一个事件', en: 'send a case an event' },
    options: [
      ...inputOptions,
      {
        flag: '--at <time>',
        title: {
          zh: '补录：实际发生的时间，如 "10:15"、"2026-11-24 10:15"；须加 --reason',
          en: 'late entry: when it really happened, e.g. "10:15", "2026-11-24 10:15"; with --reason',
        },
      },
      { flag: '--reason <text>', title: { zh: '补录的原因，记入经过', en: 'why it is entered late; put on record' } },
    ],
    examples: [
      'duecourse send repair-0001 ACCEPTED --as engineer:zhao',
      'duecourse send repair-0001 ARRIVED --at 10:15 --reason "no signal on site" --as agent:li',
      'duecourse send repair-0001 CALLED_OWNER --set reason=traffic --set promisedAt="+30 minutes" --as agent:li',
    ],
    load: () => (require('./commands/send') as typeof import('./commands/send')).send,
  },
  {
    name: 'show',
    args: ['<case>'],
    title: { zh: '案件的状态、期限与可做的事', en: 'state, deadlines and next steps of a case' },
    options: [{ flag: '-w, --watch', title: { zh: '持续刷新，直到 Ctrl-C', en: 'keep it up to date until Ctrl-C' } }],
    examples: ['duecourse show repair-0001', 'duecourse show repair-0001 --watch'],
    load: () => (require('./commands/show') as typeof import('./commands/show')).show,
  },
  {
    name: 'journal',
    args: ['<case>'],
    title: { zh: '案件的全部经过', en: 'everything that happened in a case' },
    options: [],
    examples: ['duecourse journal repair-0001'],
    load: () => (require('./commands/journal') as typeof import('./commands/journal')).journal,
  },
  {
    name: 'wait',
    args: ['<case>'],
    title: { zh: '等待案件到达某状态、带某标签或办结', en: 'wait until a case is in a state, has a tag, or is done' },
    options: [
      {
        flag: '--for <what>',
        title: {
          zh: 'done、tag:标签 或 state:状态（默认 done）',
          en: 'done, tag:<tag> or state:<state> (default done)',
        },
      },
      {
        flag: '--timeout <duration>',
        title: { zh: '最多等多久（默认 30 seconds）', en: 'for how long at most (default 30 seconds)' },
      },
    ],
    examples: [
      'duecourse wait repair-0001 --for done --timeout "20 minutes"',
      'duecourse wait repair-0001 --for tag:open',
    ],
    load: () => (require('./commands/wait') as typeof import('./commands/wait')).wait,
  },
  {
    name: 'forward',
    args: ['<case>', '<duration>'],
    title: {
      zh: '将案件的时钟快进（仅限可跳时的服务器）',
      en: "move a case's clock forward, where the server skips time",
    },
    options: [],
    examples: ['duecourse forward repair-0001 "20 minutes"', 'duecourse forward complaint-0001 "3 calendar days"'],
    load: () => (require('./commands/forward') as typeof import('./commands/forward')).forward,
  },
  ...messageCommands,
  ...registerCommands,
  ...timeCommands,
  ...operatingCommands,
  ...machineCommands,
  {
    name: 'completion',
    args: ['<shell>'],
    title: { zh: '输出 bash、zsh 或 fish 的补全脚本', en: 'print a completion script for bash, zsh or fish' },
    options: [],
    examples: [
      'source <(duecourse completion bash)',
      'duecourse completion fish > ~/.config/fish/completions/duecourse.fish',
    ],
    load: () => (require('./commands/completion') as typeof import('./commands/completion')).completion,
  },
];
