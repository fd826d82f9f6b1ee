import { DuecourseError } from '../../time/error';
import { providerTemplateOf } from '../messages/message';
import { type Channel, type Outcome, PATIENCE_MS } from './channel';
import { exchange, isAnswer, jsonIn, outcomeOfStatus, unanswered } from './http';
import { fieldOf, reportsIn } from './receipt-parts';
import { redacted } from './redact';
import { TENCENT_CONTENT, tencentAuthorization } from './tencent-signature';

export interface TencentSmsOptions {
  readonly secretId: string;
  readonly secretKey: () => string;
  /** SmsSdkAppId. */
  readonly appId: string;
  /** 短信签名. */
  readonly signName: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly lang?: 'zh' | 'en';
  readonly patience?: number;
}

const FOR_GOOD =
  /^(FailedOperation\.(PhoneNumberInBlacklist|ContainSensitiveWord|TemplateParamSetNotMatchApprovedTemplate|JsonParseFail)|InvalidParameterValue\.(IncorrectPhoneNumber|TemplateParameterFormatError|TemplateParameterLengthLimit|ContentLengthLimit)|LimitExceeded\.PhoneNumberCountLimit|UnsupportedOperation\.(ContainDomesticAndInternationalPhoneNumber|UnsupportedRegion))/;
const VAGUE = /^InternalError/;

/** SMS by Tencent Cloud (腾讯云短信): `SendSms` of API 2021-01-11, a template's id with parameters by place. */
export function tencentSms(name: string, options: TencentSmsOptions): Channel {
  const { secretId, secretKey, appId, signName, region = 'ap-guangzhou', lang = 'zh' } = options;
  const { endpoint = 'https://sms.tencentcloudapi.com', patience = PATIENCE_MS - 5_000 } = options;
  const call = (action: string, content: object) => {
    const body = JSON.stringify(content);
    const at = Date.now();
    const { host } = new URL(endpoint);
    const headers = {
      authorization: tencentAuthorization({ host, service: 'sms', secretId, secretKey: secretKey(), body, at, action }),
      'content-type': TENCENT_CONTENT,
      host,
      'x-tc-action': action,
      'x-tc-region': region,
      'x-tc-timestamp': String(Math.floor(at / 1_000)),
      'x-tc-version': '2021-01-11',
    };
    return exchange({ url: endpoint, method: 'POST', headers, body, patience });
  };
  return {
    name,
    reach: 'phone',
    byTemplate: true,
    repeatable: false,
    async send(message) {
      const template = providerTemplateOf(message, lang, name);
      const answer = await call('SendSms', {
        PhoneNumberSet: [message.address],
        SmsSdkAppId: appId,
        SignName: signName,
        TemplateId: template?.id ?? '',
        TemplateParamSet: Object.values(template?.params ?? []),
        SessionContext: message.key,
      });
      if (!isAnswer(answer)) return unanswered(answer);
      const { error, status } = said(answer.body);
      if (status?.Code === 'Ok') return { state: 'accepted', providerIds: [String(status.SerialNo)] };
      const { Code, Message } = status ?? error ?? {};
      return Code ? outcomeOf(Code, Message ?? '') : outcomeOfStatus(answer.status, '');
    },
    async check() {
      const day = { BeginTime: '2026010100', EndTime: '2026010123' };
      const answer = await call('SmsPackagesStatistics', { SmsSdkAppId: appId, Limit: 0, Offset: 0, ...day });
      // Any answer but one about the signature shows that we are known; what this key may see besides sending does not matter.
      const error = isAnswer(answer) ? said(answer.body).error : { Code: '', Message: answer.reason };
      const known = isAnswer(answer) && 'Response' in jsonIn(answer.body) && !/^AuthFailure/.test(error?.Code ?? '');
      if (known) return;
      throw new DuecourseError(
        'CHANNEL_UNAVAILABLE',
        `${name} (${endpoint}): ${redacted(`${error?.Code ?? ''} ${error?.Message ?? ''}`)}`,
        {
          channel: name,
        },
      );
    },
    async close() {},
    receipts: {
      reply: { result: 0, errmsg: 'OK' },
      read: body =>
        reportsIn(body).map(report => ({
          channel: name,
          providerId: fieldOf(report, 'sid'),
          state: fieldOf(report, 'report_status') === 'SUCCESS' ? 'delivered' : 'failed-for-good',
          ...(report.errmsg !== undefined && { reason: redacted(String(report.errmsg)) }),
        })),
    },
  };
}

interface Fault {
  readonly Code?: string;
  readonly Message?: string;
}

function said(body: string): { readonly error?: Fault; readonly status?: Fault & { readonly SerialNo?: string } } {
  const { Error: error, SendStatusSet } = (jsonIn(body).Response ?? {}) as { Error?: Fault; SendStatusSet?: Fault[] };
  return { error, status: SendStatusSet?.[0] };
}

function outcomeOf(code: string, message: string): Outcome {
  const reason = redacted(`${code} ${message}`);
  if (VAGUE.test(code)) return { state: 'unknown', reason };
  return { state: FOR_GOOD.test(code) ? 'failed-for-good' : 'failed-for-now', reason };
}
