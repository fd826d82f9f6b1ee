import { type FieldName, fields } from '../../config/fields';
import type { OptionSpec } from './command-table';

/** Settings that any command may be given. */
const settings: readonly FieldName[] = ['address', 'uiUrl', 'namespace', 'taskQueue', 'dataDir', 'policy'];

/** The options of every command. */
export const globalOptions: readonly OptionSpec[] = [
  { flag: '--json', title: { zh: '输出一个 JSON 文档', en: 'print one JSON document' } },
  { flag: '--lang <zh|en>', title: { zh: '语言（默认取自系统区域设置）', en: 'language (default: the locale)' } },
  { flag: '--as <role:name>', title: { zh: '以何角色办理（或 DUECOURSE_AS）', en: 'who you are (or DUECOURSE_AS)' } },
  ...settings.map(name => ({ flag: fields[name].flag, title: fields[name].title })),
  {
    flag: '--config <file>',
    title: { zh: '配置文件（默认 ./duecourse.yaml）', en: 'config file (default ./duecourse.yaml)' },
  },
];
