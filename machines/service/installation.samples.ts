import { at, type Samples, text } from '../sample';

export const installationSamples: Samples = {
  values: {
    order: 'SO-2026-0707',
    product: text('净水机组', 'water purifier'),
    site: text('食堂', 'canteen'),
    name: text('钱女士', 'Ms Qian'),
    beginsAt: at('2026-11-24 09:00'),
    endsAt: at('2026-11-26 17:00'),
    percent: 80,
    reason: text('等待电源', 'waiting for the power supply'),
    defects: text('接口渗水', 'a joint that leaks'),
    slip: 'YS-0707',
    file: 'DA-0707',
    step: 'acceptance',
  },
  messages: {
    'acceptance-asked': ['order', 'product', 'site', 'name'],
    'date-agreed': ['order', 'product', 'site', 'beginsAt', 'endsAt'],
    delay: ['order', 'product', 'site', 'name', 'reason', 'endsAt'],
    'file-asked': ['order', 'product', 'site', 'slip'],
    'handed-over': ['order', 'product', 'site'],
    late: ['order', 'product', 'site'],
    overdue: ['order', 'product', 'site', 'step'],
    'rework-asked': ['order', 'product', 'site', 'defects'],
    'visits-begin': ['order', 'product', 'site', 'file'],
    'work-due-soon': ['order', 'product', 'site', 'percent'],
  },
  toCustomer: ['acceptance-asked', 'date-agreed', 'delay'],
};
