/** A setting that people may give, and everything that has to be said about it once. */
export interface Field {
  /** As commander wants it; its camel-case name is the setting's name. */
  readonly flag: string;
  /** Environment variables, the first that is set counts. */
  readonly env: readonly string[];
  readonly title: { readonly zh: string; readonly en: string };
  /** A path, taken relative to the config file that names it, or else to the working folder. */
  readonly path?: boolean;
}

/** All settings by name: the one table behind flags, environment, config file and help. */
export const fields = {
  address: {
    flag: '--address <host:port>',
    env: ['DUECOURSE_ADDRESS', 'TEMPORAL_ADDRESS'],
    title: { zh: '使用已有的 Temporal 服务器（不再自行启动）', en: 'use this Temporal server instead of starting one' },
  },
  uiUrl: {
    flag: '--ui-url <url>',
    env: ['DUECOURSE_UI_URL'],
    title: { zh: '已有服务器的 Web UI 地址', en: 'Web UI of the server given by --address' },
  },
  host: {
    flag: '--host <ip>',
    env: ['DUECOURSE_HOST'],
    title: { zh: '服务器监听的 IP 地址', en: 'IP address that the server listens on' },
  },
  port: {
    flag: '--port <number>',
    env: ['DUECOURSE_PORT'],
    title: { zh: '服务器端口', en: 'port of the server' },
  },
  uiPort: {
    flag: '--ui-port <number>',
    env: ['DUECOURSE_UI_PORT'],
    title: { zh: 'Web UI 端口', en: 'port of the Web UI' },
  },
  dataDir: {
    flag: '--data-dir <folder>',
    env: ['DUECOURSE_DATA'],
    title: { zh: '数据文件夹', en: 'data folder' },
    path: true,
  },
  namespace: {
    flag: '--namespace <name>',
    env: ['DUECOURSE_NAMESPACE', 'TEMPORAL_NAMESPACE'],
    title: { zh: 'Temporal 命名空间', en: 'Temporal namespace' },
  },
  taskQueue: {
    flag: '--task-queue <name>',
    env: ['DUECOURSE_TASK_QUEUE'],
    title: { zh: '任务队列', en: 'task queue' },
  },
  policy: {
    flag: '--policy <file>',
    env: ['DUECOURSE_POLICY'],
    title: { zh: '期限与升级策略文件', en: 'policy file (limits, ladders)' },
    path: true,
  },
  deployment: {
    flag: '--deployment <name/build>',
    env: ['DUECOURSE_DEPLOYMENT'],
    title: {
      zh: '本进程的部署与版次：在办案件留在原版次（Worker Versioning）',
      en: 'deployment and build of this worker: cases stay on their build (Worker Versioning)',
    },
  },
  database: {
    flag: '--database <url>',
    env: ['DUECOURSE_DATABASE', 'DATABASE_URL'],
    title: {
      zh: '台账所用的 PostgreSQL（默认内置；none 表示不设台账）',
      en: 'PostgreSQL of the register instead of the built-in one; none for no register',
    },
  },
} as const satisfies { readonly [name: string]: Field };

export type FieldName = keyof typeof fields;
export const fieldNames = Object.keys(fields) as readonly FieldName[];

/** The ways to give a setting, for messages: "--port N, DUECOURSE_PORT=N or `port: N` in duecourse.yaml". */
export function waysToSet(name: FieldName): string {
  const { flag, env } = fields[name];
  return `${flag}, ${env[0]}=… or \`${name}: …\` in duecourse.yaml`;
}
