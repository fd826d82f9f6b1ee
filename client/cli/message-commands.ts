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
];
