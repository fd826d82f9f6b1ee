import type { Text } from '../../statechart/types';

/** Kinds of failure, the exit code of each, and what people call it. `docs/exit-codes.md` is this table in words. */
export const exitCodes = {
  ok: { code: 0, title: { zh: '成功', en: 'done' } },
  unexpected: { code: 1, title: { zh: '意外错误', en: 'unexpected failure' } },
  usage: { code: 2, title: { zh: '用法错误', en: 'wrong usage' } },
  input: { code: 3, title: { zh: '输入有误', en: 'bad input' } },
  refused: { code: 4, title: { zh: '不允许', en: 'refused' } },
  'not-found': { code: 5, title: { zh: '找不到', en: 'not found' } },
  conflict: { code: 6, title: { zh: '冲突', en: 'conflict' } },
  unavailable: { code: 7, title: { zh: '服务不可用', en: 'unavailable' } },
  'timed-out': { code: 8, title: { zh: '超时', en: 'timed out' } },
  settings: { code: 9, title: { zh: '配置有误', en: 'bad settings or policy' } },
  interrupted: { code: 130, title: { zh: '已取消', en: 'interrupted' } },
} as const satisfies { readonly [kind: string]: { readonly code: number; readonly title: Text } };

export type FailureKind = keyof typeof exitCodes;

/** The kind of every code that an error of duecourse may carry; `docs/errors.md` explains each. */
export const kindOfError: { readonly [code: string]: FailureKind } = {
  ACTOR_CANNOT_LAST: 'unexpected',
  ALREADY_RUNNING: 'conflict',
  BAD_CALENDAR: 'settings',
  BAD_DELAY: 'unexpected',
  BAD_DURATION: 'input',
  BAD_EVENT: 'input',
  BAD_INPUT: 'input',
  BAD_PAYLOAD: 'input',
  BAD_POLICY: 'settings',
  CANCELLED: 'interrupted',
  CASE_CLOSED: 'conflict',
  CASE_EXISTS: 'conflict',
  DATA_FOLDER_UNWRITABLE: 'settings',
  ENVELOPE_LAYOUT: 'unexpected',
  ENVELOPE_MACHINE: 'unexpected',
  EVENT_FAILED: 'refused',
  EVENT_TOO_LARGE: 'input',
  NAMESPACE_UNKNOWN: 'settings',
  NOT_ACCEPTED: 'refused',
  NO_EVENT_RULES: 'unexpected',
  NO_SENDER: 'usage',
  NO_TASK_QUEUE: 'usage',
  NO_TIME_SKIPPING: 'unavailable',
  PORT_TAKEN: 'conflict',
  RESERVED_EVENT: 'input',
  ROLE_REFUSED: 'refused',
  SEARCH_ATTRIBUTES_REFUSED: 'unavailable',
  SERVER_ERROR: 'unavailable',
  SERVER_FAILED: 'unavailable',
  SERVER_UNAVAILABLE: 'unavailable',
  SERVER_UNREACHABLE: 'unavailable',
  SETTINGS_INVALID: 'settings',
  TIMED_OUT: 'timed-out',
  UNEXPECTED: 'unexpected',
  UNKNOWN_CASE: 'not-found',
  UNKNOWN_EVENT: 'input',
  UNKNOWN_FIELD: 'input',
  UNKNOWN_LIMIT: 'settings',
  UNKNOWN_PROCEDURE: 'not-found',
  UNKNOWN_STATE: 'input',
  UNKNOWN_TAG: 'input',
  UNREADABLE_FILE: 'input',
  USAGE: 'usage',
  WORKER_FAILED: 'unavailable',
};

/** The exit code for an error's code; 1 for what nobody has foreseen. */
export const exitCodeOf = (code: string): number => exitCodes[kindOfError[code] ?? 'unexpected'].code;
