import { z } from 'zod';
import { contact, line, prose } from '../fields';
import { type EventsOf, event, instant, schemas, titled } from '../schema';

/** To whom a matter may be handed that is not in the scope of whoever was asked first. */
const inCharge = z.enum(['lead', 'commerce', 'after-sales', 'manufacturing', 'engineering', 'finance', 'warehouse']);

export const inquirySchema = schemas({
  startedBy: ['agent', 'customer', 'engineer', 'employee'],
  input: z.strictObject({
    customer: titled(contact(), '客户', 'Customer'),
    origin: titled(z.enum(['phone', 'letter', 'visit', 'online', 'on-site']), '来源', 'Origin'),
    matter: titled(line(), '事项', 'Matter'),
    reason: titled(prose(), '事由', 'Reason'),
    weighty: titled(z.boolean().optional(), '重大事项', 'A matter of weight'),
    urgent: titled(z.boolean().optional(), '紧急，先办后补单', 'Urgent: solved first, slip filed after'),
  }),
  events: {
    ANSWERED: event({
      by: [
        'agent',
        'lead',
        'supervisor',
        'manager',
        'gm',
        'engineer',
        'employee',
        ...inCharge.exclude(['lead']).options,
      ],
      title: { zh: '答复客户', en: 'Answer' },
      data: z.strictObject({ answer: titled(prose(), '答复内容', 'Answer') }),
    }),
    HANDED_OVER: event({
      by: ['agent', 'lead', 'supervisor', 'manager', 'engineer', 'employee'],
      title: { zh: '转交负责人', en: 'Hand over' },
      data: z.strictObject({
        to: titled(
          inCharge,
          '转交给（组长不在时转交事项负责部门）',
          'To (the lead or, if absent, who is in charge of it)',
        ),
        reason: titled(prose(), '转交原因', 'Reason'),
      }),
    }),
    FOLLOW_UP_PROMISED: event({
      by: ['agent', 'lead', 'supervisor', 'manager', 'engineer', 'employee'],
      title: { zh: '说明原因并约定回复时间', en: 'Explain and promise a follow-up' },
      data: z.strictObject({
        reason: titled(prose(), '暂不能解决的原因', 'Why it is not solved yet'),
        followUpAt: titled(instant(), '约定回复时间', 'Follow-up promised at'),
      }),
    }),
    BUCK_PASSED: event({
      by: ['lead', 'supervisor', 'manager', 'hr'],
      title: { zh: '记录推诿', en: 'Record that the buck was passed' },
      data: z.strictObject({
        person: titled(line(60), '推诿人', 'Who passed it'),
        remark: titled(prose(), '经过', 'What happened'),
      }),
    }),
    ASKED_AGAIN: event({
      by: ['customer', 'agent'],
      title: { zh: '客户再次来询', en: 'Asked again' },
      data: z.strictObject({ remark: titled(prose().optional(), '客户所述', 'What the customer says') }),
    }),
    SLIP_FILED: event({
      by: ['agent', 'engineer', 'employee', 'lead'],
      title: { zh: '补填工作单', en: 'File the work slip' },
      data: z.strictObject({ slip: titled(line(40), '工作单号', 'Slip number') }),
    }),
  },
});

export type InquiryInput = z.infer<typeof inquirySchema.input>;
export type InquiryEvent = EventsOf<typeof inquirySchema>;
