import { z } from 'zod';
import { titled } from './schema';

/** Fields that many procedures ask for. */

/** A line of text. */
export const line = (longest = 100) => z.string().trim().min(1).max(longest);

/** Text of several lines. */
export const prose = () => z.string().trim().min(1).max(2000);

/** A phone number with or without its country code: 6 to 20 digits, spaces, brackets and hyphens. */
export const phone = () =>
  z.string().regex(/^\+?[0-9(][0-9 ()-]{4,17}[0-9]$/, 'must be a phone number, e.g. +86 20 5550 0101');

/** Somebody whom messages reach. */
export const contact = () =>
  z.strictObject({
    name: titled(line(60), '姓名', 'Name'),
    phone: titled(phone().optional(), '电话', 'Phone'),
    email: titled(z.email().max(200).optional(), '电子邮箱', 'E-mail'),
  });

/** The departments of the house that take part in a case. */
export const department = () =>
  z.enum(['commerce', 'after-sales', 'manufacturing', 'engineering', 'finance', 'warehouse', 'purchasing']);
