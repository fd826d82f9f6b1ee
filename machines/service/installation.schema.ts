import { z } from 'zod';
import { contact, line, prose } from '../fields';
import { type EventsOf, event, instant, schemas, titled } from '../schema';

export const installationSchema = schemas({
  startedBy: ['sales', 'commerce', 'agent', 'after-sales'],
  input: z.strictObject({
    customer: titled(contact(), '客户', 'Customer'),
    order: titled(line(60), '订单号', 'Order'),
    product: titled(line(), '产品', 'Product'),
    site: titled(line(200), '安装地点', 'Site'),
  }),
  events: {
    DATE_AGREED: event({
      by: ['after-sales', 'agent', 'customer'],
      title: { zh: '约定日期', en: 'Agree the date' },
      data: z
        .strictObject({
          beginsAt: titled(instant(), '开始时间', 'Begins at'),
          doneBy: titled(instant(), '约定完成时间', 'Done by'),
        })
        .refine(({ beginsAt, doneBy }) => Date.parse(doneBy) >= Date.parse(beginsAt), {
          path: ['doneBy'],
          error: 'must not come before beginsAt',
        }),
    }),
    POSTPONED: event({ by: ['customer', 'agent'], title: { zh: '客户改期', en: 'The customer postpones' } }),
    INSTALLED: event({ by: ['engineer'], title: { zh: '安装完成', en: 'Installed' } }),
    COMMISSIONED: event({ by: ['engineer'], title: { zh: '调试完成', en: 'Commissioned' } }),
    TRAINED: event({
      by: ['engineer'],
      title: { zh: '培训完成', en: 'Users trained' },
      data: z.strictObject({ trained: titled(z.int().min(1), '受训人数', 'Users trained') }),
    }),
    LATE_EXPLAINED: event({
      by: ['after-sales', 'agent'],
      title: { zh: '说明延期', en: 'Explain the delay' },
      data: z.strictObject({
        reason: titled(prose(), '延期原因', 'Why it is late'),
        doneBy: titled(instant(), '新的完成时间', 'Done by now'),
      }),
    }),
    ACCEPTED: event({
      by: ['customer', 'engineer'],
      title: { zh: '验收签字', en: 'Sign the acceptance' },
      data: z.strictObject({ slip: titled(line(40), '验收单号', 'Acceptance slip') }),
    }),
    REFUSED: event({
      by: ['customer', 'engineer'],
      title: { zh: '拒绝验收', en: 'Refuse the acceptance' },
      data: z.strictObject({ defects: titled(prose(), '不合格项', 'What is wrong') }),
    }),
    REWORKED: event({
      by: ['engineer'],
      title: { zh: '整改完成', en: 'Reworked' },
      data: z.strictObject({ work: titled(prose(), '整改内容', 'Work done') }),
    }),
    FILE_OPENED: event({
      by: ['agent', 'after-sales'],
      title: { zh: '建立客户档案', en: 'Open the file' },
      data: z.strictObject({ file: titled(line(40), '档案编号', 'File number') }),
    }),
  },
});

export type InstallationInput = z.infer<typeof installationSchema.input>;
export type InstallationEvent = EventsOf<typeof installationSchema>;
