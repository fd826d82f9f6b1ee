import { createHash, createHmac } from 'node:crypto';

export interface TencentRequest {
  readonly host: string;
  readonly service: string;
  readonly secretId: string;
  readonly secretKey: string;
  readonly body: string;
  /** Instant, ms. */
  readonly at: number;
  /** Signed along with host and content type where it is given. */
  readonly action?: string;
}

export const TENCENT_CONTENT = 'application/json; charset=utf-8';

/** The header `Authorization` of a POST to Tencent Cloud, by TC3-HMAC-SHA256 ("Signature v3"). */
export function tencentAuthorization({ host, service, secretId, secretKey, body, at, action }: TencentRequest): string {
  const seconds = Math.floor(at / 1_000);
  const date = new Date(at).toISOString().slice(0, 10);
  const headers = [
    ['content-type', TENCENT_CONTENT],
    ['host', host],
    ...(action ? [['x-tc-action', action.toLowerCase()]] : []),
  ];
  const signedHeaders = headers.map(([name]) => name).join(';');
  const canonical = [
    'POST',
    '/',
    '',
    ...headers.map(([name, value]) => `${name}:${value}`),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n');
  const scope = `${date}/${service}/tc3_request`;
  const toSign = ['TC3-HMAC-SHA256', seconds, scope, sha256(canonical)].join('\n');
  const key = [date, service, 'tc3_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part).digest(),
    `TC3${secretKey}`,
  );
  const signature = hmac(key, toSign).digest('hex');
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
