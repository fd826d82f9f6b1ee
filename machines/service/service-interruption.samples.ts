import { at, type Samples, text } from '../sample';

export const serviceInterruptionSamples: Samples = {
  values: {
    service: 'water',
    area: text('3 号楼', 'building 3'),
    reason: text('更换主管阀门', 'a new main valve'),
    startsAt: at('2026-11-26 09:00'),
    endsAt: at('2026-11-26 13:00'),
    arrangements: text('楼前设临时取水点。', 'Water can be had from a tank in front of the house.'),
  },
  messages: {
    'announced-again': ['service', 'area', 'endsAt', 'reason'],
    'announcement-asked': ['service', 'area', 'endsAt'],
    arrangements: ['service', 'area', 'startsAt', 'endsAt', 'arrangements'],
    'arrangements-asked': ['service', 'area', 'startsAt', 'endsAt'],
    'called-off': ['service', 'area'],
    interrupted: ['service', 'area', 'endsAt', 'reason'],
    'not-announced': ['service', 'area'],
    'not-arranged': ['service', 'area'],
    notice: ['service', 'area', 'startsAt', 'endsAt', 'reason'],
    rescheduled: ['service', 'area', 'startsAt', 'endsAt'],
    restored: ['service', 'area'],
    'short-notice': ['service', 'area', 'startsAt', 'endsAt'],
  },
  toCustomer: ['announced-again', 'arrangements', 'called-off', 'interrupted', 'notice', 'rescheduled', 'restored'],
};
