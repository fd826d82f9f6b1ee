import { after, send } from '../scenarios/scenario';
import { rules } from './rule';

const rule = rules('major-fault', {
  customer: { name: '测试医院', phone: '13800000004' },
  occurredAt: '2026-11-23T08:20:00+08:00',
  place: '2 号机房',
  symptoms: '冷水机组停机。',
  plan: '切换备用机组。',
});

const filed = send('manager', 'FILED', { number: 'GZ-1' });
const progress = send('engineer', 'PROGRESS', { report: '备用机组已投入。' });
const ended = send('engineering', 'ENDED', { result: '已恢复。' });
const analysed = send('technical-service', 'ANALYSED', {
  impact: '超温 50 分钟',
  handling: '切换机组',
  cause: '模块老化',
  correction: '更换模块',
  prevention: '列入巡检',
});
const toldAtOnce = ['engineering', 'after-sales', 'technical-service', 'sales', 'manager'].map(
  receiver => `reported → ${receiver}`,
);
const toldUntilOver = [...toldAtOnce, 'executives-told → gm', 'analysis-asked → technical-service'];

/** 2.4 重大故障 */
export const majorFaultRules = [
  rule('the departments, the salesperson who signed and the manager in charge are told at once', [], {
    said: toldAtOnce,
    state: 'under-way.reported',
  }),
  rule('the manager in charge files it and tells the executives', [filed], {
    said: [...toldAtOnce, 'executives-told → gm'],
    state: 'under-way.followed',
    clocks: { filing: 'met' },
    cites: ['CSD-14 重大故障'],
  }),
  rule('nobody else files it', [], { refused: [{ ...filed, by: 'agent' } as typeof filed] }),
  rule('not filed in time → the manager is told, then the general manager', [after('4 hours')], {
    said: [...toldAtOnce, 'filing-overdue → manager', 'filing-overdue → gm'],
    clocks: { filing: 'missed' },
  }),
  rule(
    'it is followed until it ends: nothing heard for four hours → a report is asked for, again and again',
    [filed, after('3 hours'), progress, after('8 hours')],
    {
      said: [
        ...toldAtOnce,
        'executives-told → gm',
        'report-asked → engineering',
        'report-asked → manager',
        'report-asked → engineering',
        'report-asked → manager',
      ],
      state: 'under-way.followed',
    },
  ),
  rule('when it is over, the head of technical service has a fault analysis written', [filed, ended], {
    said: toldUntilOver,
    state: 'analysing',
    clocks: { filing: 'met', analysis: 'running' },
    refused: [{ ...analysed, by: 'engineer' } as typeof analysed],
  }),
  rule('… which goes to the customer and to sales', [filed, ended, after('1 hour'), analysed], {
    said: [...toldUntilOver, 'analysed → customer', 'analysed → sales'],
    output: { outcome: 'analysed', reports: 0 },
    clocks: { filing: 'met', analysis: 'met' },
  }),
  rule(
    'no analysis within five working days → the manager, a working day later the general manager',
    [filed, ended, after('3 weeks')],
    {
      said: [
        ...toldUntilOver,
        'analysis-due-soon → technical-service',
        'analysis-overdue → manager',
        'analysis-overdue → gm',
      ],
      clocks: { filing: 'met', analysis: 'missed' },
    },
  ),
];
