import { createHash, createHmac } from 'node:crypto';

export interface AliyunRequest {
  readonly method: string;
  readonly host: string;
  readonly query: { readonly [name: string]: string };
  readonly action: string;
  readonly version: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Instant, ms. */
  readonly at: number;
  readonly nonce: string;
}

/** A request to Alibaba Cloud with its parameters in the query and no body, signed by ACS3-HMAC-SHA256 ("Signature method V3"). */
export function signedForAliyun(request: AliyunRequest): {
  readonly path: string;
  readonly headers: { [name: string]: string };
} {
  const { method, host, action, version, accessKeyId, accessKeySecret, at, nonce } = request;
  const query = Object.entries(request.query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const hash = sha256('');
  const headers: { [name: string]: string } = {
    host,
    'x-acs-action': action,
    'x-acs-content-sha256': hash,
    'x-acs-date': `${new Date(at).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
  };
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(';');
  const canonical = [
    method,
    '/',
    query,
    ...names.map(name => `${name}:${headers[name]!.trim()}`),
    '',
    signedHeaders,
    hash,
  ].join('\n');
  const signature = createHmac('sha256', accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex');
  headers.authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
  return { path: `/?${query}`, headers };
}

/** RFC 3986: what JavaScript leaves as it is and the rule does not is encoded, too. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
