import { after, type Step, send } from '../scenarios/scenario';
import { rules } from './rule';

const rule = rules('inquiry', {
  customer: { name: '测试客户', phone: '13800000003' },
  origin: 'phone',
  matter: '保修期',
  reason: '水泵是否在保修期内？',
});

const answered = send('agent', 'ANSWERED', { answer: '在保修期内。' });
const handedTo = (to: string): Step => send('agent', 'HANDED_OVER', { to, reason: '不在职责内。' });
const askedAgain = send('customer', 'ASKED_AGAIN');
const slipFiled = send('agent', 'SLIP_FILED', { slip: 'W-1' });
/** A follow-up is promised in so many minutes. */
const promised = (minutes: number): Step =>
  send('agent', 'FOLLOW_UP_PROMISED', now => ({
    reason: '正在核对。',
    followUpAt: new Date(now + minutes * 60_000).toISOString().replace('Z', '+00:00'),
  }));

/** 2.1 咨询与首问负责 */
export const inquiryRules = [
  rule('CSD-14: whoever is asked first is responsible, and nobody else has to be told', [], {
    state: 'answering.first-asked',
    cites: ['CSD-14 首问负责'],
    said: [],
  }),
  rule('in their scope → done in one go', [answered], {
    said: ['answered → customer'],
    state: 'answered.resting',
    clocks: { answer: 'met' },
  }),
  rule('not in their scope → handed to the lead', [handedTo('lead')], {
    said: ['handed-over → lead'],
    state: 'answering.handed-over',
  }),
  rule('… or, if the lead is absent, to who is in charge of the matter', [handedTo('after-sales')], {
    said: ['handed-over → after-sales'],
  }),
  rule(
    'what was handed over is followed until the customer has an answer',
    [handedTo('after-sales'), after('13 hours'), send('after-sales', 'ANSWERED', { answer: '在保修期内。' })],
    {
      said: ['handed-over → after-sales', 'answer-due-soon → agent', 'answered → customer', 'answered → agent'],
      clocks: { answer: 'met' },
    },
  ),
  rule('a matter of weight → the general manager at once', [], { said: ['weighty → gm'] }, { weighty: true }),
  rule('not solved at once → the reason is explained, a follow-up promised with its time', [promised(60)], {
    said: ['follow-up-promised → customer'],
    state: 'answering.follow-up-promised',
    clocks: { answer: 'running', followUp: 'running' },
    refused: [promised(-1)],
  }),
  rule('the promise is kept', [promised(60), after('59 minutes'), answered], {
    said: ['follow-up-promised → customer', 'answered → customer'],
    clocks: { answer: 'met', followUp: 'met' },
  }),
  rule('the promise is not kept → whoever was asked first and the lead are told', [promised(60), after('1 hour')], {
    said: ['follow-up-promised → customer', 'follow-up-missed → agent', 'follow-up-missed → lead'],
    clocks: { answer: 'running', followUp: 'missed' },
  }),
  rule('no answer within 24 hours → the lead, then one level higher each day', [after('3 calendar days')], {
    said: [
      'answer-due-soon → agent',
      'answer-due-soon → agent',
      'answer-overdue → lead',
      'answer-overdue → supervisor',
      'answer-overdue → manager',
    ],
    clocks: { answer: 'missed' },
  }),
  rule(
    'CSD-14-6: urgent → the customer’s problem is solved first, the work slip filed after',
    [answered, after('1 week'), slipFiled],
    {
      said: ['answered → customer', 'slip-asked → agent'],
      state: 'answered.resting',
      cites: ['CSD-14-6'],
    },
    { urgent: true },
  ),
  rule(
    '… and the case is not closed before it is filed',
    [answered, after('2 weeks')],
    { state: 'answered.slip-owed' },
    { urgent: true },
  ),
  rule('passing the buck is put on record, and deducts nothing', [handedTo('finance'), buckPassed()], {
    said: ['handed-over → finance', 'buck-passed → hr'],
    state: 'answering.handed-over',
    refused: [{ ...buckPassed(), by: 'agent' } as Step],
  }),
  rule(
    'nobody has to ask twice: a second contact → the lead, a third → the supervisor, a fourth → the manager',
    [askedAgain, askedAgain, askedAgain],
    { said: ['asked-again → lead', 'asked-again → supervisor', 'asked-again → manager'] },
  ),
  rule('asked again after the answer → open again, with a limit of its own', [answered, after('1 hour'), askedAgain], {
    said: ['answered → customer', 'asked-again → lead'],
    state: 'answering.first-asked',
    clocks: { answer: 'running' },
  }),
  rule('not asked again for three days → closed', [answered, after('3 calendar days')], {
    output: { outcome: 'answered', asked: 1 },
  }),
  rule('withdrawn before the answer → its clocks end and nothing more is said', [promised(60), withdrawn()], {
    said: ['follow-up-promised → customer'],
    output: { outcome: 'withdrawn', asked: 1 },
    clocks: { answer: 'cancelled', followUp: 'cancelled' },
  }),
];

function buckPassed(): Step {
  return send('lead', 'BUCK_PASSED', { person: '某人', remark: '三次推给别人。' });
}

function withdrawn(): Step {
  return send('customer', 'WITHDRAWN');
}
