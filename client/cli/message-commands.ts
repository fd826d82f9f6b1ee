import type { CommandSpec } from './command-table';

/** The commands about messages. */
export const messageCommands: readonly CommandSpec[] = [
  {
    name: 'outbox',
    args: ['[action]', '[key]'],
    title: {
      zh: '消息及其去向：list、show 键、retry 键、drop 键',
      en: 'messages and what became of them: list, show <key>, retry <key>, drop <key>',
    },
    options: [
      { flag: '--case <id>', title: { zh: '只列该案件的消息', en: 'only those of this case' } },
      {
        flag: '--state <state>',
        title: { zh: '只列此状态者，可重复', en: 'only in this state; repeat it' },
        repeats: true,
      },
      { flag: '--dead', title: { zh: '只列已放弃者', en: 'only those that were given up' } },
      { flag: '--unknown', title: { zh: '只列结果不明者', en: 'only those whose outcome nobody knows' } },
      {
        flag: '--reason <text>',
        title: { zh: 'drop：为何不发（必填，记录在案）', en: 'drop: why; it is put on record' },
      },
    ],
    examples: [
      'duecourse outbox',
      'duecourse outbox list --case repair-0001',
      'duecourse outbox list --dead --unknown',
      'duecourse outbox show repair-0001/3/1/customer/sms',
      'duecourse outbox retry repair-0001/3/1/customer/sms --as agent:li',
      'duecourse outbox drop repair-0001/3/1/customer/sms --reason "told by phone" --as agent:li',
    ],
    load: () => (require('./commands/outbox') as typeof import('./commands/outbox')).outbox,
  },
  {
    name: 'channels',
    args: ['[action]'],
    title: {
      zh: '发送渠道：list、check 试连接与登录、send 发一条测试',
      en: 'the channels: list, check (connects and logs in, sends nothing), send one test message',
    },
    options: [
      {
        flag: '--to <address>',
        title: { zh: 'send：您自己的邮箱或手机号', en: 'send: your own e-mail address or mobile number' },
      },
      { flag: '--channel <name>', title: { zh: 'send：用此渠道', en: 'send: by this channel' } },
      { flag: '--template <id>', title: { zh: 'send：服务商的模板编号', en: "send: the provider's template" } },
      {
        flag: '--set <name=value>',
        title: { zh: 'send：模板参数，可重复', en: 'send: a parameter of the template; repeat it' },
        repeats: true,
      },
    ],
    examples: [
      'duecourse channels',
      'duecourse channels check',
      'duecourse channels send --to me@example.com',
      'duecourse channels send --to 13800138000 --channel sms --template SMS_154950909 --set case=test',
    ],
    load: () => (require('./commands/channels') as typeof import('./commands/channels')).channels,
  },
  {
    name: 'directory',
    args: ['[action]', '[what]'],
    title: {
      zh: '人员名录：show [角色]、check [文件]、import <文件.csv>',
      en: 'who holds which role: show [role] (whom a message would reach now), check [file], import <file.csv>',
    },
    options: [
      {
        flag: '--dry-run',
        title: { zh: 'import：只说会改什么，不写入', en: 'import: say what would change, write nothing' },
      },
    ],
    examples: [
      'duecourse directory',
      'duecourse directory show manager',
      'duecourse directory show manager@after-sales',
      'duecourse directory check',
      'duecourse directory import people.csv --dry-run',
      'duecourse directory import people.csv',
    ],
    load: () => (require('./commands/directory') as typeof import('./commands/directory')).directory,
  },
  {
    name: 'templates',
    args: ['[action]', '[name]'],
    title: {
      zh: '消息模板：list、check 检查全部模板、preview 流程/模板 试填',
      en: 'the message templates: list, check (all of them), preview <procedure>/<name>',
    },
    options: [
      {
        flag: '--parts <n>',
        title: { zh: 'check：一条短信最多几段（默认 8）', en: 'check: how many parts an SMS may have (default 8)' },
      },
      {
        flag: '--case <id>',
        title: { zh: 'preview：用该案件的内容，而非示例', en: 'preview: with what this case has, instead of examples' },
      },
      {
        flag: '--channel <name>',
        title: {
          zh: 'preview：sms、email 或渠道文件中的名称',
          en: 'preview: sms, email, or a name of the channel file',
        },
      },
    ],
    examples: [
      'duecourse templates',
      'duecourse templates check',
      'duecourse templates check --parts 4 --json',
      'duecourse templates preview customer-complaint/received',
      'duecourse templates preview repair-dispatch/work-order --case repair-0001 --lang en',
      'duecourse templates preview customer-complaint/received --channel sms',
    ],
    load: () => (require('./commands/templates') as typeof import('./commands/templates')).templates,
  },
];
