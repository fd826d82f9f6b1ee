import { at, type Samples, text } from '../sample';

export const adjudicationSamples: Samples = {
  values: {
    matter: text('运费由谁承担', 'who pays the freight'),
    result: text('已补发', 'it has been sent again'),
    decision: text('由制造中心补发', 'manufacturing sends it again'),
    question: text('装箱还是录单有误？', 'Was it packed or entered wrongly?'),
    reference: 'SO-20261123-01',
    opinionsZh: '商务部：录单无误\n制造中心：按单装箱',
    opinionsEn: 'Commerce: entered correctly\nManufacturing: packed as ordered',
    step: 'execution',
    percent: 80,
    opinionsDue: at('2026-11-30 18:00'),
    provisional: true,
  },
  messages: {
    'carried-out': ['matter', 'result'],
    decided: ['matter', 'decision'],
    'decision-asked': ['matter', 'question', 'reference', 'opinionsZh', 'opinionsEn'],
    'due-soon': ['matter', 'step', 'percent'],
    'opinions-asked': ['matter', 'question', 'reference', 'opinionsDue', 'provisional?'],
    'opinions-due-soon': ['matter', 'opinionsDue', 'percent', 'provisional?'],
    'opinions-overdue': ['matter', 'opinionsDue', 'provisional?'],
    overdue: ['matter', 'step'],
  },
  toCustomer: [],
};
