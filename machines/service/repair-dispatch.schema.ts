import { z } from 'zod';
import { contact, line, phone, prose } from '../fields';
import { type EventsOf, event, instant, schemas, titled } from '../schema';

export const repairDispatchSchema = schemas({
  startedBy: ['agent', 'customer'],
  input: z.strictObject({
    owner: titled(contact().extend({ phone: titled(phone(), '电话', 'Phone') }), '业主', 'Owner'),
    address: titled(line(200), '地址', 'Address'),
    unit: titled(line(50).optional(), '房号', 'Unit'),
    fault: titled(prose(), '故障描述', 'Fault'),
    emergency: titled(z.enum(['none', 'water', 'power', 'burning-smell', 'lift']).optional(), '紧急情况', 'Emergency'),
  }),
  events: {
    DISPATCHED: event({ by: ['agent'], title: { zh: '派工', en: 'Dispatch' } }),
    ACCEPTED: event({ by: ['engineer'], title: { zh: '接单', en: 'Accept' } }),
    ARRIVED: event({ by: ['engineer', 'agent'], title: { zh: '到场', en: 'Arrived' } }),
    CALLED_OWNER: event({
      by: ['agent'],
      title: { zh: '致电业主说明', en: 'Called the owner' },
      data: z.strictObject({
        reason: titled(prose(), '未到场原因', 'Why nobody is there'),
        promisedAt: titled(instant(), '另约到场时间', 'New arrival promised at'),
      }),
    }),
    PARTS_MISSING: event({
      by: ['engineer', 'agent'],
      title: { zh: '缺配件', en: 'Parts missing' },
      data: z.strictObject({
        part: titled(line(), '配件', 'Part'),
        expectedAt: titled(instant(), '预计到货时间', 'Expected at'),
      }),
    }),
    PARTS_ARRIVED: event({
      by: ['engineer', 'agent', 'warehouse'],
      title: { zh: '配件到货', en: 'Parts arrived' },
    }),
    REPAIRED: event({
      by: ['engineer', 'agent'],
      title: { zh: '修复', en: 'Repaired' },
      data: z.strictObject({ work: titled(prose().optional(), '维修内容', 'Work done') }),
    }),
    OPINION: event({
      by: ['customer', 'engineer', 'agent'],
      title: { zh: '业主意见', en: "Owner's opinion" },
      data: z.strictObject({
        satisfied: titled(z.boolean(), '满意', 'Satisfied'),
        remark: titled(prose().optional(), '意见', 'Remark'),
      }),
    }),
    CALLED_BACK: event({
      by: ['agent'],
      title: { zh: '回访', en: 'Called back' },
      data: z.strictObject({
        good: titled(z.boolean(), '维修结果良好', 'The repair holds'),
        remark: titled(prose().optional(), '备注', 'Remark'),
      }),
    }),
  },
});

export type RepairInput = z.infer<typeof repairDispatchSchema.input>;
export type RepairEvent = EventsOf<typeof repairDispatchSchema>;
