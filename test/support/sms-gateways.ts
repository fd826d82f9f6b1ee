import { signedForAliyun } from '../../activities/channels/aliyun-signature';
import { TENCENT_CONTENT, tencentAuthorization } from '../../activities/channels/tencent-signature';
import type { Mood } from './channel-contract';
import { type Answer, type Asked, type HttpSide, httpSide } from './http-side';

/** SMS providers as their documents describe them, each checking the signature of every request. What they say of a number repeats it. */
export const SECRET = 'TheSecretOfTheHouse';

let ids = 0;

export const aliyunSide = (): Promise<HttpSide> =>
  httpSide(({ method, url, headers }: Asked, mood: Mood): Answer => {
    const query = Object.fromEntries(url.searchParams);
    const header = (name: string) => String(headers[name]);
    const { headers: right } = signedForAliyun({
      method,
      host: header('host'),
      query,
      action: header('x-acs-action'),
      version: header('x-acs-version'),
      accessKeyId: 'LTAI1',
      accessKeySecret: mood === 'wrong-login' ? 'another' : SECRET,
      at: Date.parse(header('x-acs-date')),
      nonce: header('x-acs-signature-nonce'),
    });
    if (
      right.authorization !== headers.authorization ||
      Math.abs(Date.now() - Date.parse(header('x-acs-date'))) > 900_000
    )
      return {
        status: 403,
        body: { Code: 'SignatureDoesNotMatch', Message: `the signature for ${query.PhoneNumbers} is another` },
      };
    if (header('x-acs-action') !== 'SendSms') return { status: 200, body: { Code: 'OK', SmsSignList: [] } };
    if (mood === 'busy')
      return { status: 200, body: { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: `${query.PhoneNumbers} 触发流控` } };
    if (mood === 'refuses')
      return { status: 200, body: { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: `${query.PhoneNumbers} 非法手机号` } };
    return {
      status: 200,
      body: { Code: 'OK', Message: 'OK', BizId: `${++ids}^0` },
      taken: { to: query.PhoneNumbers!, text: query.TemplateParam! },
    };
  });

export const tencentSide = (): Promise<HttpSide> =>
  httpSide(({ headers, body }: Asked, mood: Mood): Answer => {
    const right = tencentAuthorization({
      host: String(headers.host),
      service: 'sms',
      secretId: 'AKID1',
      secretKey: mood === 'wrong-login' ? 'another' : SECRET,
      body,
      at: Number(headers['x-tc-timestamp']) * 1_000,
      action: String(headers['x-tc-action']),
    });
    const { PhoneNumberSet: [to = ''] = [], TemplateParamSet = [] } = JSON.parse(body) as {
      PhoneNumberSet?: string[];
      TemplateParamSet?: string[];
    };
    if (right !== headers.authorization || headers['content-type'] !== TENCENT_CONTENT)
      return {
        status: 200,
        body: { Response: { Error: { Code: 'AuthFailure.SignatureFailure', Message: `not for ${to}` } } },
      };
    if (headers['x-tc-action'] !== 'SendSms')
      return { status: 200, body: { Response: { Error: { Code: 'UnauthorizedOperation' } } } };
    const status = (Code: string, Message: string, SerialNo = '') => ({
      status: 200,
      body: { Response: { SendStatusSet: [{ SerialNo, PhoneNumber: to, Code, Message }] } },
    });
    if (mood === 'busy') return status('LimitExceeded.PhoneNumberThirtySecondLimit', `${to} too often`);
    if (mood === 'refuses') return status('InvalidParameterValue.IncorrectPhoneNumber', `${to} is wrong`);
    return { ...status('Ok', 'send success', `2433:${++ids}`), taken: { to, text: TemplateParamSet.join(' ') } };
  });

export const twilioSide = (): Promise<HttpSide> =>
  httpSide(({ method, headers, body }: Asked, mood: Mood): Answer => {
    const right = `Basic ${Buffer.from(`AC1:${mood === 'wrong-login' ? 'another' : SECRET}`).toString('base64')}`;
    const form = new URLSearchParams(body);
    const to = form.get('To') ?? '';
    if (headers.authorization !== right)
      return { status: 401, body: { code: 20003, message: `Authenticate for ${to}` } };
    if (method === 'GET') return { status: 200, body: { sid: 'AC1' } };
    if (mood === 'busy') return { status: 429, body: { code: 20429, message: `Too many for ${to}` } };
    if (mood === 'refuses') return { status: 400, body: { code: 21211, message: `Invalid 'To' ${to}` } };
    return { status: 201, body: { sid: `SM${++ids}`, status: 'queued' }, taken: { to, text: form.get('Body') ?? '' } };
  });

/** A small gateway as a telephone company in the province may have it. */
export const houseSide = (tls?: { readonly key: string; readonly cert: string }): Promise<HttpSide> =>
  httpSide(({ method, headers, body }: Asked, mood: Mood): Answer => {
    if (headers['x-token'] !== (mood === 'wrong-login' ? 'another' : SECRET))
      return { status: 401, body: { error: 'token' } };
    if (method === 'GET') return { status: 200, body: { balance: 10 } };
    const { mobile, content } = JSON.parse(body) as { mobile: string; content: string };
    if (mood === 'busy') return { status: 503, body: `busy: ${mobile}` };
    if (mood === 'refuses') return { status: 400, body: { code: 4, message: `no ${mobile}` } };
    return { status: 200, body: { code: 0, data: { id: ++ids } }, taken: { to: mobile, text: content } };
  }, tls);
