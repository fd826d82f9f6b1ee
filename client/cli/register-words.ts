import type { Text } from '../../statechart/types';

/** What the command line says about the register. */
export const registerWords = {
  noRegister: {
    zh: '没有台账（可用 DATABASE_URL 指定，或由 duecourse up 内置）：以下直接取自服务器。',
    en: 'There is no register (DATABASE_URL names one, duecourse up has one built in): this comes from the server itself.',
  },
  withoutRegister: {
    zh: '台账用不上：{reason} 以下直接取自服务器。',
    en: '{reason} This comes from the server itself.',
  },
  fromRegister: { zh: '以下取自台账：{reason}', en: 'This comes from the register: {reason}' },
  person: { zh: '客户', en: 'customer' },
  phone: { zh: '电话', en: 'phone' },
  whatNext: { zh: '待办', en: 'to be done' },
  nothingToDo: { zh: '没有符合条件的待办', en: 'Nothing is to be done.' },
  rebuilding: { zh: '重建台账：{n} / {of} 个案件', en: 'rebuilding the register: {n} of {of} cases' },
  rebuilt: {
    zh: '台账已重建：{written} 个案件；另有 {kept} 个服务器已不保存，原样保留。',
    en: 'The register is rebuilt: {written} cases; {kept} that the server no longer has stay as they are.',
  },
  checking: { zh: '核对台账：{n} / {of} 个案件', en: 'checking the register: {n} of {of} cases' },
  checked: { zh: '台账与 {n} 个案件相符。', en: 'The register agrees with {n} cases.' },
  status_failed: { zh: '失败', en: 'failed' },
  status_cancelled: { zh: '已取消', en: 'cancelled' },
  status_terminated: { zh: '已终止', en: 'terminated' },
} as const satisfies { readonly [key: string]: Text };
