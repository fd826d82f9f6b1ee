import type { EveryCaseEvent } from '../../machines/every-case/every-case.schema';
import type { Message } from '../../machines/message';
import type { RepairEvent, RepairInput } from '../../machines/service/repair-dispatch.schema';
import type { PolicySlice } from '../../statechart/policy';
import { add } from '../../time/add';
import type { Duration } from '../../time/duration';
import { CaseFile, type Rules } from './case-file';
import { Deadline, ladder, type Rung } from './deadline';
import { Post } from './post';

const rules: Rules = {
  DISPATCHED: { by: ['agent'] },
  ACCEPTED: { by: ['engineer'] },
  ARRIVED: { by: ['engineer', 'agent'] },
  CALLED_OWNER: { by: ['agent'], fields: { reason: 'string', promisedAt: 'string' } },
  PARTS_MISSING: { by: ['engineer', 'agent'], fields: { part: 'string', expectedAt: 'string' } },
  PARTS_ARRIVED: { by: ['engineer', 'agent', 'warehouse'] },
  REPAIRED: { by: ['engineer', 'agent'] },
  OPINION: { by: ['customer', 'engineer', 'agent'], fields: { satisfied: 'boolean' } },
  CALLED_BACK: { by: ['agent'], fields: { good: 'boolean' } },
  WITHDRAWN: { by: ['customer', 'agent'] },
};

/** The repair, written by hand. */
export async function repairDispatch(
  { owner, address, unit, fault, emergency = 'none' }: RepairInput,
  { policy }: { readonly policy: PolicySlice },
): Promise<{ outcome: 'closed' | 'withdrawn'; reopened: number }> {
  const file = new CaseFile<RepairEvent | EveryCaseEvent>(rules);
  const post = new Post();
  const urgent = emergency !== 'none';
  const site = unit === undefined ? address : `${address} ${unit}`;
  const whereAndWho = { site, name: owner.name, phone: owner.phone };
  let reopened = 0;

  const limit = (name: string): number => add(Date.now(), policy.limits[name]!, policy.zone) - Date.now();
  const tell = (template: string, to: readonly string[], data: Message['data'], summary: string) =>
    post.send({ template, to, data: { site, ...data }, summary });
  const tellOwner = (template: string, data: Message['data'], summary: string) =>
    post.send({ template, to: ['customer'], customer: owner, data: { name: owner.name, site, ...data }, summary });

  /** Somebody is sent, and the owner is phoned as often as nobody is there. */
  const dispatch = async (): Promise<'arrived' | 'withdrawn'> => {
    const order = { ...whereAndWho, fault, reopened };
    if (urgent) {
      const summary = '紧急，立即通知工程组 · emergency, engineering told at once';
      tell('emergency-order', ['engineering'], { ...order, emergency }, summary);
    } else tell('work-order', ['engineering'], order, '维修工作单 · work order to engineering');
    const rungs = ladder(limit(urgent ? 'emergencyArrival' : 'arrival'), []);
    const check = file.watch(
      urgent
        ? new Deadline('emergencyArrival', rungs, '紧急到场检查 · Emergency arrival check')
        : new Deadline('arrival', rungs, '到场检查 · Arrival check · CSD-9 §4.9'),
    );
    let expected = check;
    let accepted = false;
    let missed = 0;
    try {
      file.enter('awaiting-arrival', 'arrival-owed');
      for (;;) {
        const calling = expected.missed;
        const event = await file.next(
          [
            ...(accepted ? [] : (['ACCEPTED'] as const)),
            ...(calling ? (['CALLED_OWNER'] as const) : []),
            'ARRIVED',
            'WITHDRAWN',
          ],
          {
            until: () => !calling && expected.missed,
            allow: event => event.type !== 'CALLED_OWNER' || Date.parse(event.promisedAt) > event.at,
          },
        );
        switch (event?.type) {
          case 'ARRIVED':
            return 'arrived';
          case 'WITHDRAWN':
            tell('order-cancelled', ['engineering'], {}, '撤销工作单 · work order cancelled');
            return 'withdrawn';
          case 'ACCEPTED':
            accepted = true;
            break;
          case 'CALLED_OWNER':
            file.enter('promised', 'arrival-owed', 'arrival-promised');
            expected = file.watch(
              new Deadline(
                'promisedArrival',
                ladder(Date.parse(event.promisedAt) - Date.now(), []),
                '另约到场 · Promised arrival',
              ),
            );
            break;
          default: {
            missed++;
            file.enter('calling-owner', 'arrival-owed', 'promise-void');
            const level = missed > 2 ? 'manager' : 'supervisor';
            const to = missed > 1 ? ['agent', level] : ['agent'];
            const summary = '无人到场，请致电业主 · nobody there, the owner must be phoned';
            tell('call-owner', to, { ...whereAndWho, missed }, summary);
          }
        }
      }
    } finally {
      check.stop();
      expected.stop();
    }
  };

  const onFinishRung = ({ kind, share = 1, level }: Rung) => {
    if (kind === 'warned') {
      const percent = Math.round(share * 100);
      tell('finish-due-soon', ['agent', 'engineering'], { percent }, '完工期限提醒 · finish due soon');
    } else tell('finish-overdue', level === undefined ? ['agent'] : ['agent', level], {}, '完工超期 · finish overdue');
    file.publish();
  };

  /** Mended within the limit; waiting for parts does not count. */
  const repair = async (): Promise<void> => {
    const { warnAt, levels } = policy.clocks.finish!;
    const rungs = ladder(limit('finish'), warnAt, levels);
    const finish = file.watch(new Deadline('finish', rungs, '完工期限 · Time to finish', onFinishRung));
    for (;;) {
      file.enter('repairing', 'repairing');
      const event = (await file.next(['PARTS_MISSING', 'REPAIRED']))!;
      if (event.type === 'REPAIRED') break;
      const { part, expectedAt } = event;
      tellOwner(
        'parts-awaited',
        { part, expectedAt: Date.parse(expectedAt) },
        '告知业主配件到货日期 · owner told when the parts come',
      );
      finish.pause();
      file.enter('waiting-for-parts', 'waiting-for-parts');
      const { remindAfter, longest } = policy.pauses!.parts!;
      const since = Date.now();
      const until = (length: Duration | undefined) => ({
        within: add(since, length!, policy.zone) - Date.now(),
        summary: '完工期限 · Time to finish · 暂停 · paused',
      });
      let arrived = await file.next(['PARTS_ARRIVED'], until(remindAfter));
      if (!arrived) {
        tell('parts-chased', ['agent', 'warehouse'], {}, '催配件 · parts to be chased');
        arrived = await file.next(['PARTS_ARRIVED'], until(longest));
      }
      if (!arrived) {
        const summary = '等待配件期满，完工期限继续计时 · parts awaited for too long, the time to finish goes on';
        tell('parts-overdue', ['agent', 'supervisor'], {}, summary);
      }
      finish.resume();
      if (!arrived) await file.next(['PARTS_ARRIVED']);
    }
    finish.stop();
    tellOwner('opinion-asked', {}, '征询业主意见 · owner asked for an opinion');
  };

  /** Does the repair hold? The owner's opinion first, the callback when its time has come. */
  const callBack = async (): Promise<boolean> => {
    const summary = '完工回访 · Callback';
    file.enter('awaiting-opinion');
    const opinion = await file.next(['OPINION'], { within: limit('callback'), summary });
    if (opinion) {
      file.enter('waiting');
      const early = await file.next(['CALLED_BACK'], { within: limit('callback'), summary });
      if (early) return early.good;
    }
    file.enter('due');
    tell('callback-due', ['agent'], {}, '请回访业主 · callback due');
    return (await file.next(['CALLED_BACK']))!.good;
  };

  const end = async (outcome: 'closed' | 'withdrawn', ...tags: string[]) => {
    await file.close(outcome, ...tags);
    await post.delivered();
    return { outcome, reopened };
  };

  file.enter('reported');
  if (!urgent) {
    const event = await file.next(['DISPATCHED', 'WITHDRAWN']);
    if (event!.type === 'WITHDRAWN') return end('withdrawn', 'withdrawn', 'promise-void');
  }
  for (; ; reopened++) {
    if ((await dispatch()) === 'withdrawn') return end('withdrawn', 'withdrawn', 'promise-void');
    await repair();
    if (await callBack()) return end('closed');
  }
}
