import type { ComplaintEvent, ComplaintInput } from '../../machines/complaints/customer-complaint.schema';
import type { EveryCaseEvent } from '../../machines/every-case/every-case.schema';
import type { Message } from '../../machines/message';
import { roleTitle } from '../../machines/roles';
import type { PolicySlice } from '../../statechart/policy';
import { add } from '../../time/add';
import { CaseFile, type Rules } from './case-file';
import { Deadline, ladder, type Rung } from './deadline';
import { Post } from './post';

const levels = ['agent', 'supervisor', 'manager', 'gm'] as const;
type Level = (typeof levels)[number];
type Outcome = 'satisfied' | 'closed' | 'unresolved' | 'withdrawn';

const rules: Rules = {
  JUDGED: { by: levels, fields: { grounded: 'boolean', finding: 'string' } },
  REFERRED_UP: { by: ['agent', 'supervisor', 'manager'], fields: { reason: 'string' } },
  DELAY_EXPLAINED: { by: levels, fields: { reason: 'string', nextReplyAt: 'string' } },
  REPLIED: { by: levels, fields: { reply: 'string' } },
  ACCEPTED: { by: ['customer', 'agent'] },
  REFUSED: { by: ['customer', 'agent'] },
  CALLED_BACK: { by: ['agent'], fields: { outcome: 'string' } },
  WITHDRAWN: { by: ['customer', 'agent'] },
};

const rank = (role: string): number => levels.indexOf(role as Level);
const above = (level: Level): Level => levels[rank(level) + 1] ?? level;

/** The customer's complaint, written by hand. */
export async function customerComplaint(
  complaint: ComplaintInput,
  { policy }: { readonly policy: PolicySlice },
): Promise<{ outcome: Outcome; level: Level; callbacks: number }> {
  const { complainant, subject } = complaint;
  const file = new CaseFile<ComplaintEvent | EveryCaseEvent>(rules);
  const post = new Post();
  let level: Level = 'agent';
  let callbacks = 0;
  let replyDue = 0;

  const limit = (name: string): number => add(Date.now(), policy.limits[name]!, policy.zone) - Date.now();
  const tell = (template: string, to: string, data: Message['data'], summary: string) =>
    post.send({ template, to: [to], data: { subject, ...data }, summary });
  const tellComplainant = (template: string, data: Message['data'], summary: string, ...copy: string[]) =>
    post.send({
      template,
      to: ['customer', ...copy],
      customer: complainant,
      data: { name: complainant.name, subject, ...data },
      summary,
    });
  const askJudgement = () =>
    tell(
      'judgement-asked',
      level,
      { replyDue },
      `请${roleTitle(level).zh}判定 · judgement asked of: ${roleTitle(level).en}`,
    );

  const onReplyRung = ({ kind, share = 1, level: told = level }: Rung) => {
    if (kind === 'warned') {
      const percent = Math.round(share * 100);
      tell('reply-due-soon', level, { replyDue, percent }, '答复期限提醒 · reply due soon');
    } else {
      const { zh, en } = roleTitle(told);
      tell('reply-overdue', told, { replyDue }, `答复超期，告知${zh} · reply overdue, told: ${en}`);
    }
    file.publish();
  };

  const startReplyClock = (): Deadline => {
    const now = Date.now();
    const { warnAt, levels, every } = policy.clocks.reply!;
    const span = limit('reply');
    replyDue = now + span;
    const rungs = ladder(span, warnAt, levels, every && add(now, every, policy.zone) - now);
    return file.watch(new Deadline('reply', rungs, '答复期限 · Time to reply', onReplyRung));
  };

  /** Judged, and handled if it is grounded, until the complainant has an answer. */
  const answer = async (): Promise<'replied' | 'explained' | 'withdrawn'> => {
    for (;;) {
      file.enter('judging', 'reply-owed');
      const judgement = await file.next(['JUDGED', 'REFERRED_UP', 'WITHDRAWN'], {
        allow: ({ type, by }) =>
          type === 'WITHDRAWN' || (rank(by.role) >= rank(level) && !(type === 'REFERRED_UP' && level === 'gm')),
      });
      if (judgement!.type === 'WITHDRAWN') return 'withdrawn';
      if (judgement!.type === 'REFERRED_UP') {
        level = above(level);
        askJudgement();
        continue;
      }
      const { grounded, finding, liable = 'liable-department', by } = judgement!;
      level = by.role as Level;
      if (!grounded) {
        tellComplainant('explained', { finding }, '向客户说明投诉不成立 · explained to the customer');
        return 'explained';
      }
      const { reference = '', content, wish = '' } = complaint;
      tell(
        'handling-asked',
        liable,
        { reference, content, wish, finding, replyDue },
        '转责任部门处理 · handed to the liable department',
      );
      return handle();
    }
  };

  const handle = async (): Promise<'replied' | 'withdrawn'> => {
    for (;;) {
      file.enter('handling', 'reply-owed');
      const event = await file.next(['DELAY_EXPLAINED', 'REPLIED', 'WITHDRAWN']);
      if (event!.type === 'WITHDRAWN') return 'withdrawn';
      if (event!.type === 'REPLIED') {
        tellComplainant('replied', { reply: event!.reply }, '答复客户 · reply to the customer');
        return 'replied';
      }
      const { reason, nextReplyAt } = event!;
      const next = { reason, nextReplyAt: Date.parse(nextReplyAt) };
      tellComplainant(
        'delay-explained',
        next,
        '说明暂不能解决及下次答复时间 · delay explained, next reply dated',
        'manager',
      );
    }
  };

  const weekly = { summary: '每周回访 · Weekly callback' };

  /** Called back each week until the customer says something, or often enough. */
  const callBack = async (atOnce: boolean): Promise<'satisfied' | 'unsatisfied' | 'closed'> => {
    for (let now = atOnce; ; now = false) {
      if (!now) {
        file.enter('waiting');
        await file.next([], { within: limit('callback'), ...weekly });
      }
      file.enter('due');
      tell('callback-due', 'agent', { number: callbacks + 1 }, '请回访客户 · callback due');
      const { outcome } = (await file.next(['CALLED_BACK']))!;
      if (outcome === 'unsatisfied') return 'unsatisfied';
      callbacks++;
      if (outcome === 'satisfied') return 'satisfied';
      if (callbacks >= (policy.numbers.callbacks ?? 1)) return 'closed';
    }
  };

  const end = async (outcome: Outcome, state: string = outcome, ...tags: string[]) => {
    await file.close(state, ...tags);
    await post.delivered();
    return { outcome, level, callbacks };
  };

  let clock = startReplyClock();
  tellComplainant('received', { replyDue }, '告知客户已受理 · complaint received');
  for (;;) {
    const answered = await answer();
    clock.stop();
    if (answered === 'withdrawn') return end('withdrawn', 'withdrawn', 'withdrawn');
    let callNow = false;
    if (answered === 'replied') {
      file.enter('replied');
      const reaction = await file.next(['ACCEPTED', 'REFUSED'], { within: limit('callback'), ...weekly });
      if (reaction?.type === 'REFUSED' && level === 'gm') return end('unresolved');
      if (reaction?.type === 'REFUSED') {
        level = above(level);
        callbacks = 0;
        clock = startReplyClock();
        askJudgement();
        continue;
      }
      callNow = reaction === undefined;
    }
    const outcome = await callBack(callNow);
    if (outcome !== 'unsatisfied') return end(outcome, 'closed');
    callbacks = 0;
    clock = startReplyClock();
    askJudgement();
  }
}
