import type { Text } from '../../statechart/types';

/** What the command line says about the books, and what stands in them. */
export const bookWords = {
  book: { zh: '台账', en: 'book' },
  layout_list: { zh: '登记本', en: 'a line a case' },
  layout_slip: { zh: '单据', en: 'a form a case' },
  layout: { zh: '样式', en: 'layout' },
  bookWritten: {
    zh: '{title}，{first} 至 {last}：{rows} 件，已写入 {file}',
    en: '{title}, {first} to {last}: {rows} cases, written to {file}',
  },
  entriesWritten: {
    zh: '{title}，{first} 至 {last}：{rows} 条经过，已写入 {file}',
    en: '{title}, {first} to {last}: {rows} entries, written to {file}',
  },
  bookPeriod: { zh: '期间：{first} 至 {last}', en: 'Period: {first} to {last}' },
  bookSource: { zh: '依据：{source}', en: 'By: {source}' },
  bookMade: { zh: '制表：{at}', en: 'Made: {at}' },
  bookMasked: { zh: '姓名、电话已隐去', en: 'Names and numbers are masked' },
  bookCount: { zh: '合计 {n} 件', en: '{n} cases in all' },
  entryCount: { zh: '合计 {n} 条', en: '{n} entries in all' },
  bookEntries: { zh: '逐条登记', en: 'Entries' },
  bookSigned: { zh: '{who}：＿＿＿＿＿＿', en: '{who}: ____________' },
  bookPages: { zh: '第 &P 页，共 &N 页', en: 'Page &P of &N' },
} as const satisfies { readonly [key: string]: Text };
