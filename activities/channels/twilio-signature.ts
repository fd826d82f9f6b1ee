import { createHmac, timingSafeEqual } from 'node:crypto';

/** What Twilio signs: the whole address as it was given to Twilio, and the fields of the form. */
export interface TwilioRequest {
  readonly url: string;
  readonly form: { readonly [name: string]: unknown };
  readonly authToken: string;
}

/** The `X-Twilio-Signature` of a request: HMAC-SHA1 of the address and of all fields in order of their names, in Base64. */
export function twilioSignature({ url, form, authToken }: TwilioRequest): string {
  const fields = Object.keys(form).sort();
  const signed = fields.reduce((text, name) => `${text}${name}${form[name]}`, url);
  return createHmac('sha1', authToken).update(signed).digest('base64');
}

/** Takes as long for a wrong signature as for the right one. */
export function isSignedByTwilio(signature: string, request: TwilioRequest): boolean {
  const [given, right] = [Buffer.from(signature), Buffer.from(twilioSignature(request))];
  return given.length === right.length && timingSafeEqual(given, right);
}
