import { z } from 'zod';
import { value } from '../parts';
import { type Addresses, address, dept, id, lang, name, role, wallTime } from './parts';

/** What a column may be called, in either language; the first is what messages call it. */
export const columns = {
  id: ['id', '工号', '编号'],
  name: ['name', '姓名'],
  roles: ['roles', '角色', '岗位', 'role'],
  departments: ['departments', '部门', 'department'],
  deputy: ['deputy', '代理人', '代理人工号'],
  away: ['away', '请假', '不在岗'],
  lang: ['lang', '语言', 'language'],
  email: ['email', '邮箱', '电子邮箱', '电子邮件', 'e-mail'],
  phone: ['phone', '手机', '手机号', '电话', 'mobile'],
  from: ['from', '到任', '生效'],
  to: ['to', '离任', '失效'],
} as const;

export type Column = keyof typeof columns;

export function columnOf(heading: string): Column | undefined {
  const names = Object.entries(columns) as readonly (readonly [Column, readonly string[]])[];
  return names.find(([, called]) => called.includes(heading.toLowerCase()))?.[0];
}

const several = <T extends z.ZodType>(of: T) =>
  value('one or several, e.g. manager; gm', written => {
    const parts = String(written)
      .split(/[;；、|]/)
      .map(part => part.trim())
      .filter(part => part !== '');
    const read = parts.map(part => {
      const result = of.safeParse(part);
      if (!result.success) throw new Error(result.error.issues[0]!.message);
      return result.data;
    });
    if (new Set(read).size < read.length) throw new Error('the same stands here twice.');
    return read;
  });

const YES = ['yes', 'true', '1', '是', '√'];
const NO = ['no', 'false', '0', '否', '×'];
const WAYS = 'write yes, no, or e.g. 2026-11-23..2026-11-27 (several with ";").';

/** `yes`, `no`, or spans `2026-11-23..2026-11-27`; either end may be left out. */
const away = value(WAYS, written => {
  const text = String(written).toLowerCase();
  if (YES.includes(text)) return true;
  if (NO.includes(text)) return undefined;
  return text.split(/[;；]/).map(part => {
    const ends = part.split(/\.\.|~|至/).map(end => end.trim());
    const [from, to] = ends.map(end => (end === '' ? undefined : wallTime.safeParse(end)));
    if (ends.length !== 2 || from?.success === false || to?.success === false || !(from || to))
      throw new Error(`is no absence; ${WAYS}`);
    if (from && to && to.data! < from.data!.slice(0, to.data!.length)) throw new Error('ends before it begins.');
    return { ...(from && { from: from.data }), ...(to && { to: to.data }) };
  });
});

/** What each column takes, and what it becomes in the directory's file. An empty cell takes what was there away. */
export const cellSchemas = (addresses: Addresses): { readonly [column in Column]: z.ZodType } => ({
  id,
  name,
  roles: several(role),
  departments: several(dept),
  deputy: id,
  away,
  lang,
  // What is kept is what was written: the file shows it as people know it.
  email: z.string().superRefine(asAddress('email', addresses)),
  phone: z.string().superRefine(asAddress('phone', addresses)),
  from: wallTime,
  to: wallTime,
});

const asAddress = (by: string, addresses: Addresses) => (written: string, context: z.RefinementCtx) => {
  const result = address(by, addresses).safeParse(written);
  if (!result.success) context.addIssue({ code: 'custom', message: result.error.issues[0]!.message });
};
