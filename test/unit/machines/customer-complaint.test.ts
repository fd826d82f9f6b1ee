import type { Scenario } from '../../../testing/scenario';
import { DAY, HOUR } from '../../../time/duration';
import { AT, complaint } from './begin';

const judged = (c: Scenario, by = 'agent:Chen') =>
  c.when('JUDGED', by, { grounded: true, finding: 'It was our mistake.', liable: 'commerce' });
const replied = (c: Scenario, by = 'agent:Chen') => judged(c, by).when('REPLIED', by, { reply: 'It is on its way.' });
const calledBack = (c: Scenario, outcome: string) => c.after('1 week').when('CALLED_BACK', 'agent:Chen', { outcome });
const accepted = () => replied(complaint()).when('ACCEPTED', 'customer');

describe('intake', () => {
  test('the complainant is told that it was received and by when a reply is due', () => {
    const begun = complaint();
    expect(begun.state).toBe('answering.judging');
    expect(begun.told).toEqual(['received → customer']);
    expect(begun.messages[0]).toMatchObject({
      customer: { name: 'Lin', phone: '+86 100 0000 0101' },
      data: { name: 'Lin', subject: 'late delivery', replyDue: Date.parse(AT) + 3 * DAY },
    });
  });
});

describe('the reply is due three days after intake', () => {
  test('reminders at half and at four fifths of the time, each once', () => {
    const begun = complaint();
    expect(begun.after('35 hours').told).toEqual([]);
    expect(begun.after('36 hours').told).toEqual(['reply-due-soon → agent']);
    expect(begun.after('36 hours').after('21 hours').told).toEqual([]);
    const fourFifths = begun.after('36 hours').after('22 hours');
    expect(fourFifths.told).toEqual(['reply-due-soon → agent']);
    expect(fourFifths.messages[0]?.data).toMatchObject({ percent: 80 });
  });

  test('nothing at 2 d 23 h 59 min; at 3 d it is missed and the manager is told', () => {
    const almost = judged(complaint()).after('58 hours').after('13 hours').after('59 minutes');
    expect(almost.told).toEqual([]);
    expect(almost.clocks).toEqual({ reply: 'running' });
    const over = almost.after('1 minute');
    expect(over.told).toEqual(['reply-overdue → manager']);
    expect(over.clocks).toEqual({ reply: 'missed' });
  });

  test('each further day one level higher hears of it, and the case stays where it is', () => {
    let late = judged(complaint()).after('3 calendar days');
    const heard = ['gm', 'chairman'].map(() => {
      late = late.after('1 calendar day');
      return late.told;
    });
    expect(heard).toEqual([['reply-overdue → gm'], ['reply-overdue → chairman']]);
    expect(late.state).toBe('answering.handling');
    expect(late.after('1 week').told).toEqual([]);
  });

  test('a late reply is still a reply, recorded as late', () => {
    const late = replied(complaint().after('3 calendar days'));
    expect(late.clocks).toEqual({ reply: 'met-late' });
    expect(late.state).toBe('replied');
  });

  test('whichever states it passes, the time runs from intake', () => {
    const handled = judged(complaint().after('24 hours')).after('24 hours');
    expect(handled.view.deadlines[0]).toMatchObject({ name: 'reply', due: Date.parse(AT) + 3 * DAY, left: 24 * HOUR });
  });
});

describe('judgement', () => {
  test('grounded: the liable department is asked to handle it', () => {
    const handled = judged(complaint());
    expect(handled.state).toBe('answering.handling');
    expect(handled.told).toEqual(['handling-asked → commerce']);
    expect(handled.cited).toEqual(['CSD-5 §4.2.1']);
  });

  test('ungrounded: explained courteously, then the weekly callback', () => {
    const explained = complaint().when('JUDGED', 'agent', { grounded: false, finding: 'Delivered as agreed.' });
    expect(explained.state).toBe('callbacks.waiting');
    expect(explained.told).toEqual(['explained → customer']);
    expect(explained.clocks).toEqual({ reply: 'met' });
    expect(explained.after('1 week').state).toBe('callbacks.due');
  });

  test('what the agent cannot decide goes up, and is then no longer the agent’s to judge', () => {
    const up = complaint().when('REFERRED_UP', 'agent:Chen', { reason: 'A large contract.' });
    expect(up.told).toEqual(['judgement-asked → supervisor']);
    expect(up.cited).toEqual(['CSD-5 §3']);
    expect(up.takes('JUDGED', 'agent:Chen', { grounded: true, finding: '' })).toBe(false);
    expect(judged(up, 'supervisor').state).toBe('answering.handling');
    expect(judged(up, 'gm').state).toBe('answering.handling');
  });

  test('above the supervisor it goes up on no article, and not beyond the general manager', () => {
    const manager = ['agent', 'supervisor'].reduce((c, by) => c.when('REFERRED_UP', by, { reason: '' }), complaint());
    expect(manager.told).toEqual(['judgement-asked → manager']);
    expect(manager.cited).toEqual([]);
    const top = manager.when('REFERRED_UP', 'manager', { reason: '' });
    expect(top.takes('REFERRED_UP', 'gm', { reason: '' })).toBe(false);
  });
});

describe('handling', () => {
  test('what cannot be solved at once is explained with the date of the next reply, and goes to the manager', () => {
    const nextReplyAt = '2026-11-25T17:00:00+08:00';
    const explained = judged(complaint()).when('DELAY_EXPLAINED', 'agent', { reason: 'No lorry.', nextReplyAt });
    expect(explained.told).toEqual(['delay-explained → customer, manager']);
    expect(explained.messages[0]?.data).toMatchObject({ nextReplyAt: Date.parse(nextReplyAt) });
    expect(explained.cited).toEqual(['SVC 3章三']);
    expect(explained.clocks).toEqual({ reply: 'running' });
  });
});

describe('the reply is refused', () => {
  const refused = (c: Scenario) => c.when('REFUSED', 'customer', {});

  test('it is judged one level higher, against a new deadline', () => {
    const again = refused(replied(complaint()).after('24 hours'));
    expect(again.state).toBe('answering.judging');
    expect(again.told).toEqual(['judgement-asked → supervisor']);
    expect(again.view.deadlines[0]).toMatchObject({ status: 'running', due: Date.parse(AT) + 4 * DAY });
    expect(again.messages[0]?.data).toMatchObject({ replyDue: Date.parse(AT) + 4 * DAY });
  });

  test('refused on every level up to the general manager, it is closed as unresolved', () => {
    const levels = ['agent', 'supervisor', 'manager', 'gm'];
    const end = levels.reduce((c, by) => refused(replied(c, by)), complaint());
    expect(end.view).toMatchObject({ status: 'done', output: { outcome: 'unresolved', level: 'gm', callbacks: 0 } });
    expect(end.view.deadlines.map(({ status }) => status)).toEqual(['met']);
  });

  test('a manager who judged it at once is followed by the general manager', () => {
    expect(refused(replied(complaint(), 'manager')).told).toEqual(['judgement-asked → gm']);
  });
});

describe('the weekly callback', () => {
  test('is due a week after the reply was accepted', () => {
    const waiting = accepted();
    expect(waiting.state).toBe('callbacks.waiting');
    expect(waiting.takes('CALLED_BACK', 'agent', { outcome: 'satisfied' })).toBe(false);
    expect(waiting.after('6 calendar days').told).toEqual([]);
    const due = waiting.after('1 week');
    expect(due.told).toEqual(['callback-due → agent']);
    expect(due.cited).toEqual(['CSD-5 §5.2.7']);
  });

  test('also of a reply that nobody answered', () => {
    expect(replied(complaint()).after('1 week').state).toBe('callbacks.due');
  });

  test('satisfied: the case is closed', () => {
    const end = calledBack(accepted(), 'satisfied');
    expect(end.view).toMatchObject({ status: 'done', output: { outcome: 'satisfied', level: 'agent', callbacks: 1 } });
  });

  test('four times not reached: the case is closed', () => {
    let c = accepted();
    for (let i = 1; i <= 3; i++) {
      c = calledBack(c, 'not-reached');
      expect(c.state).toBe('callbacks.waiting');
    }
    c = calledBack(c, 'not-reached');
    expect(c.view).toMatchObject({ status: 'done', output: { outcome: 'closed', callbacks: 4 } });
  });

  test('unsatisfied: reopened with a new clock', () => {
    const again = calledBack(accepted(), 'unsatisfied');
    expect(again.state).toBe('answering.judging');
    expect(again.told).toEqual(['judgement-asked → agent']);
    expect(again.view.deadlines).toMatchObject([{ name: 'reply', status: 'running', due: Date.parse(AT) + 10 * DAY }]);
  });
});

test('withdrawn at any time before the reply: the deadline no longer matters', () => {
  for (const c of [complaint(), judged(complaint()), complaint().after('4 calendar days')]) {
    const end = c.when('WITHDRAWN', 'customer');
    expect(end.view).toMatchObject({ status: 'done', output: { outcome: 'withdrawn' } });
    expect(end.clocks).toEqual({ reply: 'cancelled' });
  }
  expect(replied(complaint()).takes('WITHDRAWN', 'customer')).toBe(false);
});
