import { at, type Samples, text } from '../sample';

export const majorFaultSamples: Samples = {
  values: {
    name: text('吴先生', 'Mr Wu'),
    place: text('二号机房', 'plant room 2'),
    impact: text('停冷两小时', 'two hours without cooling'),
    handling: text('已切换备用机组', 'switched over to the stand-by'),
    cause: text('电源模块老化', 'a worn power module'),
    correction: text('已更换', 'it was replaced'),
    prevention: text('每季检查', 'it is looked at each quarter'),
    result: text('已补发', 'it has been sent again'),
    percent: 80,
    occurredAt: at('2026-11-23 08:20'),
    symptoms: text('两台冷机停机', 'both chillers have stopped'),
    plan: text('切换备用机组', 'switch over to the stand-by'),
    number: 'F-2026-07',
  },
  messages: {
    analysed: ['name', 'place', 'impact', 'handling', 'cause', 'correction', 'prevention'],
    'analysis-asked': ['place', 'result'],
    'analysis-due-soon': ['place', 'percent'],
    'analysis-overdue': ['place'],
    'executives-told': ['occurredAt', 'place', 'symptoms', 'plan', 'number'],
    'filing-overdue': ['place'],
    'report-asked': ['place'],
    reported: ['occurredAt', 'place', 'symptoms', 'plan'],
  },
  toCustomer: ['analysed'],
};
