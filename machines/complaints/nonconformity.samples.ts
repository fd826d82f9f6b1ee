import { at, type Samples, text } from '../sample';

export const nonconformitySamples: Samples = {
  values: {
    service: 'arrival',
    action: text('增设到场提醒', 'a reminder to be there'),
    plannedAt: at('2026-12-23 12:00'),
    correction: text('已到场并道歉', 'went there and apologised'),
    foundBy: 'callback',
    finding: text('无人到场', 'nobody came'),
    reference: 'SO-20261123-01',
    step: 'check',
    percent: 80,
    remark: text('仍有两次未到', 'twice nobody came again'),
    times: 1,
  },
  messages: {
    'action-asked': ['service', 'action', 'plannedAt'],
    'cause-asked': ['service', 'correction'],
    'check-asked': ['service', 'action'],
    'correction-asked': ['service', 'foundBy', 'finding', 'reference'],
    'due-soon': ['service', 'step', 'percent'],
    overdue: ['service', 'step'],
    repeated: ['service', 'action', 'remark', 'times'],
  },
  toCustomer: [],
};
