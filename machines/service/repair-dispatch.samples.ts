import { at, type Samples, text } from '../sample';

export const repairDispatchSamples: Samples = {
  values: {
    site: text('示范路8号1202室', '8 Model Road 1202'),
    name: text('周先生', 'Mr Zhou'),
    phone: '+86 100 0000 0101',
    missed: 1,
    fault: text('水槽漏水', 'the sink leaks'),
    reopened: 1,
    emergency: 'lift',
    percent: 80,
    part: text('水泵', 'pump'),
    expectedAt: at('2026-11-25 17:00'),
  },
  messages: {
    'call-owner': ['site', 'name', 'phone', 'missed'],
    'callback-due': ['site'],
    'emergency-order': ['site', 'name', 'phone', 'fault', 'reopened', 'emergency'],
    'finish-due-soon': ['site', 'percent'],
    'finish-overdue': ['site'],
    'opinion-asked': ['name', 'site'],
    'order-cancelled': ['site'],
    'parts-awaited': ['name', 'site', 'part', 'expectedAt'],
    'parts-chased': ['site'],
    'parts-overdue': ['site'],
    'work-order': ['site', 'name', 'phone', 'fault', 'reopened'],
  },
  toCustomer: ['opinion-asked', 'parts-awaited'],
};
