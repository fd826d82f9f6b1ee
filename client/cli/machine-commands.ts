import type { CommandSpec } from './command-table';

/** The commands for those who write machines: of the house or of their own. */
export const machineCommands: readonly CommandSpec[] = [
  {
    name: 'lint',
    args: ['<file>'],
    title: {
      zh: '检查文件中的状态机能否持久运行（.js、.ts）',
      en: 'will the machines of a file (.js, .ts) last? What will not, and what to write',
    },
    options: [
      {
        flag: '--allow <rule>',
        title: { zh: '放过此规则，可重复', en: 'let this rule pass; repeat it' },
        repeats: true,
      },
      {
        flag: '--format <text|github>',
        title: { zh: '输出格式；github 为 CI 注解', en: 'text, or annotations for GitHub Actions' },
      },
    ],
    examples: ['duecourse lint src/order-machine.ts', 'duecourse lint dist/order-machine.js --format github'],
    load: () => (require('./commands/lint') as typeof import('./commands/lint')).lintFile,
  },
  {
    name: 'graph',
    args: ['<what>'],
    title: {
      zh: '画出流程或文件中的状态机；--case 标出案件所在与所经',
      en: 'draw a procedure or the machine of a file; --case marks where a case is and was',
    },
    options: [
      {
        flag: '--case <id>',
        title: { zh: '标出此案件所在与所经之处', en: 'mark where this case is, and the way it came' },
      },
      {
        flag: '--diff <before>',
        title: {
          zh: '与此旧版（文件、流程或版本号）对照：增、删、改',
          en: 'against this earlier file, procedure or version: added, removed, changed',
        },
      },
      { flag: '--format <mermaid|svg>', title: { zh: '格式（默认 mermaid）', en: 'format (default mermaid)' } },
      {
        flag: '--machine <name>',
        title: { zh: '文件中有多个状态机时，画哪个', en: 'which one, where a file has several' },
      },
    ],
    examples: [
      'duecourse graph repair-dispatch',
      'duecourse graph repair-dispatch --case repair-0001 --format svg > case.svg',
      'duecourse graph src/order-machine.ts --format svg > order.svg',
      'duecourse graph src/order-machine.ts --diff old/order-machine.ts --format svg > changes.svg',
    ],
    load: () => (require('./commands/graph') as typeof import('./commands/graph')).graph,
  },
];
