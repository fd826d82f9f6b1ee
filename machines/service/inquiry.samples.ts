import { at, type Samples, text } from '../sample';

export const inquirySamples: Samples = {
  values: {
    matter: text('保修范围', 'what the warranty covers'),
    answerDue: at('2026-11-24 09:00'),
    percent: 80,
    provisional: true,
    name: text('吴先生', 'Mr Wu'),
    answer: text('水泵在保修之内。', 'The pump is covered.'),
    asked: 2,
    person: text('王工', 'Wang'),
    remark: text('三次转接未答复', 'put through three times, not answered'),
    promisedAt: at('2026-11-24 12:00'),
    reason: text('水泵是否在保修之内？', 'is the pump covered?'),
    followUpAt: at('2026-11-24 12:00'),
    why: text('需专业部门答复', 'a department must answer it'),
    phone: '+86 100 0000 0101',
  },
  messages: {
    'answer-due-soon': ['matter', 'answerDue', 'percent', 'provisional?'],
    'answer-overdue': ['matter', 'answerDue', 'provisional?'],
    answered: ['name', 'matter', 'answer'],
    'asked-again': ['matter', 'asked'],
    'buck-passed': ['matter', 'person', 'remark'],
    'follow-up-missed': ['matter', 'promisedAt'],
    'follow-up-promised': ['name', 'matter', 'reason', 'followUpAt'],
    'handed-over': ['matter', 'reason', 'why', 'name', 'phone', 'answerDue', 'provisional?'],
    'slip-asked': ['matter'],
    weighty: ['matter', 'reason'],
  },
  toCustomer: ['answered', 'follow-up-promised'],
};
