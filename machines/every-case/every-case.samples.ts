import { at, type Samples, text } from '../sample';

export const everyCaseSamples: Samples = {
  values: {
    number: 2,
    instruction: text('今天内答复客户。', 'Answer the customer today.'),
    reason: text('经办人休假', 'on leave'),
    until: at('2026-12-07 09:00'),
    approved: true,
    other: 'customer-complaint-20261123-0001',
  },
  messages: {
    duplicate: ['other'],
    'extension-answered': ['approved', 'reason'],
    'extension-asked': ['reason'],
    held: ['reason', 'until'],
    'hold-over': [],
    'hold-reminded': ['reason', 'until'],
    reassigned: ['reason'],
    supervised: ['instruction'],
    urged: ['number'],
  },
  toCustomer: ['duplicate', 'held', 'hold-reminded'],
};
