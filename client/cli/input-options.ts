import type { OptionSpec } from './command-table';

/** How a case's input or an event's fields are given. */
export const inputOptions: readonly OptionSpec[] = [
  {
    flag: '--input <file>',
    title: { zh: '从 JSON 文件读取内容；- 为标准输入', en: 'fields from a JSON file; - reads stdin' },
  },
  {
    flag: '--set <key=value>',
    title: { zh: '单个字段，可重复；嵌套字段用点号', en: 'one field; repeat it; dots reach inside: site.room=302' },
    repeats: true,
  },
];
