import { DuecourseError } from '../../time/error';

/**
 * An e-mail address as it may go into a header and an envelope: one address, no line break, nothing that could begin another header or receiver.
 * @throws DuecourseError `BAD_ADDRESS` without the address
 */
export function emailAddress(written: string): string {
  const address = written.trim();
  if (/[\r\n\0]/.test(written)) throw bad('An e-mail address must not hold line breaks.');
  if (!/^[^\s@<>()[\]\\,;:"]{1,64}@(?=.{3,255}$)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(address))
    throw bad('This is not one e-mail address; it looks like name@example.com.');
  return address;
}

/**
 * A phone number in E.164, `+8613800138000`. A number without `+` or `00` belongs to the country `calling` (its calling code).
 * @throws DuecourseError `BAD_ADDRESS` without the number
 */
export function phoneNumber(written: string, calling = '86'): string {
  const digits = written
    .trim()
    .replace(/^00/, '+')
    .replace(/[ ()-]/g, '');
  if (!/^\+?\d+$/.test(digits)) throw bad('This is not a phone number; it looks like 13800138000 or +8613800138000.');
  const full = digits.startsWith('+') ? digits : `+${calling}${digits.replace(/^0/, '')}`;
  if (!/^\+[1-9]\d{6,14}$/.test(full))
    throw bad('This is not a phone number: a number has 7 to 15 digits with its country.');
  if (full.startsWith('+86') && !/^\+861[3-9]\d{9}$/.test(full))
    throw bad('This number takes no SMS: a Chinese mobile number has 11 digits and begins with 13 to 19.');
  return full;
}

const bad = (message: string): DuecourseError => new DuecourseError('BAD_ADDRESS', message);
