import { randomUUID } from 'node:crypto';
import { DuecourseError } from '../../time/error';
import { providerTemplateOf } from '../messages/message';
import { signedForAliyun } from './aliyun-signature';
import { type Channel, type Outcome, PATIENCE_MS } from './channel';
import { exchange, isAnswer, jsonIn, outcomeOfStatus, unanswered } from './http';
import { fieldOf, reportsIn } from './receipt-parts';
import { redacted } from './redact';

export interface AliyunSmsOptions {
  readonly accessKeyId: string;
  readonly accessKeySecret: () => string;
  /** 短信签名. */
  readonly signName: string;
  readonly endpoint?: string;
  readonly lang?: 'zh' | 'en';
  readonly patience?: number;
}

/** Codes by which the provider says that this number or this text will never do. All others are the house's to mend, or pass. */
const FOR_GOOD =
  /^isv\.(MOBILE_NUMBER_ILLEGAL|MOBILE_COUNT_OVER_LIMIT|BLACK_KEY_CONTROL_LIMIT|TEMPLATE_MISSING_PARAMETERS|TEMPLATE_PARAMS_ILLEGAL|PARAM_LENGTH_LIMIT|PARAM_NOT_SUPPORT_URL|INVALID_PARAMETERS|BLACK_LIST)/;
/** The provider's own faults: what became of the message it does not say. */
const VAGUE = /^(isp\.|ServiceUnavailable|InternalError)/;
const WRONG_LOGIN =
  /^(InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|InvalidTimeStamp|SignatureNonceUsed)/;

/** SMS by Alibaba Cloud (阿里云短信服务): `SendSms` of API 2017-05-25, a template's id with named parameters. The key goes along as `OutId`, and comes back in reports. */
export function aliyunSms(name: string, options: AliyunSmsOptions): Channel {
  const { accessKeyId, accessKeySecret, signName, endpoint = 'https://dysmsapi.aliyuncs.com', lang = 'zh' } = options;
  const { patience = PATIENCE_MS - 5_000 } = options;
  const call = (action: string, query: { readonly [name: string]: string }) => {
    const { path, headers } = signedForAliyun({
      method: 'POST',
      host: new URL(endpoint).host,
      query,
      action,
      version: '2017-05-25',
      accessKeyId,
      accessKeySecret: accessKeySecret(),
      at: Date.now(),
      nonce: randomUUID(),
    });
    return exchange({ url: `${endpoint}${path}`, method: 'POST', headers, patience });
  };
  return {
    name,
    reach: 'phone',
    byTemplate: true,
    repeatable: false,
    async send(message) {
      const template = providerTemplateOf(message, lang, name);
      const answer = await call('SendSms', {
        PhoneNumbers: message.address!.replace(/^\+86/, '').replace(/^\+/, '00'),
        SignName: signName,
        TemplateCode: template?.id ?? '',
        TemplateParam: JSON.stringify(template?.params ?? {}),
        OutId: message.key,
      });
      if (!isAnswer(answer)) return unanswered(answer);
      const { Code, Message, BizId } = jsonIn(answer.body);
      if (Code === 'OK' && typeof BizId === 'string') return { state: 'accepted', providerIds: [BizId] };
      return typeof Code === 'string' ? outcomeOf(Code, String(Message ?? '')) : outcomeOfStatus(answer.status, '');
    },
    async check() {
      const answer = await call('QuerySmsSignList', { PageIndex: '1', PageSize: '1' });
      const { Code, Message } = isAnswer(answer) ? jsonIn(answer.body) : { Code: undefined, Message: answer.reason };
      if (typeof Code === 'string' && !WRONG_LOGIN.test(Code)) return;
      throw new DuecourseError(
        'CHANNEL_UNAVAILABLE',
        `${name} (${endpoint}): ${redacted(`${Code ?? ''} ${Message ?? ''}`)}`,
        { channel: name },
      );
    },
    async close() {},
    receipts: {
      reply: { code: 0, msg: '成功' },
      read: body =>
        reportsIn(body).map(report => ({
          channel: name,
          providerId: fieldOf(report, 'biz_id'),
          ...(typeof report.out_id === 'string' && report.out_id !== '' && { key: report.out_id }),
          state: report.success === true || report.success === 'true' ? 'delivered' : 'failed-for-good',
          ...(report.err_code !== undefined && { reason: redacted(String(report.err_code)) }),
        })),
    },
  };
}

function outcomeOf(code: string, said: string): Outcome {
  const reason = redacted(`${code} ${said}`);
  if (VAGUE.test(code)) return { state: 'unknown', reason };
  return { state: FOR_GOOD.test(code) ? 'failed-for-good' : 'failed-for-now', reason };
}
