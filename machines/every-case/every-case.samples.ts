import { type Samples, text } from '../sample';

export const everyCaseSamples: Samples = {
  values: {
    number: 2,
    instruction: text('今天内答复客户。', 'Answer the customer today.'),
    reason: text('经办人休假', 'on leave'),
  },
  messages: {
    reassigned: ['reason'],
    supervised: ['instruction'],
    urged: ['number'],
  },
  toCustomer: [],
};
