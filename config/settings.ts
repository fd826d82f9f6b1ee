import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DuecourseError } from '../time/error';
import { type Field, type FieldName, fieldNames, fields } from './fields';
import { packageRoot } from './package-root';
import { type RuntimeFile, readRuntimeFile } from './runtime-file';

/** Everything that can be set, resolved. Paths are absolute. */
export interface Settings {
  /** `host:port` of the Temporal server's front end. */
  readonly address: string;
  /** True when the address was given: then no server of ours is started. */
  readonly external: boolean;
  /** The Web UI without a slash at the end; unknown for a given address unless it was given too. */
  readonly uiUrl?: string;
  readonly host: string;
  readonly port: number;
  readonly uiPort: number;
  readonly dataDir: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly policy: string;
  /** `name/build` of the worker, where cases are to stay on the build that they began with. */
  readonly deployment?: string;
  /** URL of the register's PostgreSQL; absent where there is no register, or where `up` is to run the built-in one. */
  readonly database?: string;
  /** True when no register is wanted. */
  readonly unregistered?: true;
  /** The config file that was read. */
  readonly config?: string;
}

export interface SettingsSources {
  /** By setting, and `config` for another config file; undefined ones are as if absent. */
  readonly flags?: { readonly [name in FieldName | 'config']?: string | number };
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** False for `up` itself, which must not take what an earlier `up` left behind for its own. Default true. */
  readonly running?: boolean;
}

type Given = { -readonly [name in FieldName]?: string | number };

/**
 * Resolves the settings: flags, then environment, then config file (`duecourse.yaml` in the working folder, `--config` or
 * `DUECOURSE_CONFIG`), then what a running `up` wrote into the data folder, then defaults.
 *
 * @throws DuecourseError SETTINGS_INVALID naming the flag, the variable, or the file and line
 */
export function loadSettings(sources: SettingsSources = {}): Settings {
  const { flags = {}, env = process.env, cwd = process.cwd(), running = true } = sources;
  const named = flags.config ?? (env.DUECOURSE_CONFIG || undefined);
  const config = resolve(cwd, `${named ?? 'duecourse.yaml'}`);
  const hasConfig = named !== undefined || existsSync(config);
  const given: Given = {
    ...(hasConfig ? fromFile(config) : {}),
    ...fromEnvironment(env, cwd),
    ...fromFlags(flags, cwd),
  };

  const dataDir = `${given.dataDir ?? join(cwd, '.duecourse')}`;
  const found = running && given.address === undefined ? readRuntimeFile(dataDir) : undefined;
  return { ...resolved(given, found), dataDir, ...(hasConfig && { config }) };
}

function resolved(given: Given, found: RuntimeFile | undefined): Omit<Settings, 'dataDir' | 'config'> {
  const host = `${given.host ?? '127.0.0.1'}`;
  const port = Number(given.port ?? 7233);
  const uiPort = Number(given.uiPort ?? 8233);
  const external = given.address !== undefined;
  // A port that was asked for names another server than the one that runs here.
  const runs = given.host === undefined && given.port === undefined ? found : undefined;
  const uiUrl =
    given.uiUrl ??
    (external ? undefined : given.uiPort === undefined && runs ? runs.uiUrl : `http://${bracketed(host)}:${uiPort}`);
  return {
    address: `${given.address ?? runs?.address ?? `${bracketed(host)}:${port}`}`,
    external,
    ...(uiUrl !== undefined && { uiUrl: `${uiUrl}`.replace(/\/+$/, '') }),
    host,
    port,
    uiPort,
    namespace: `${given.namespace ?? runs?.namespace ?? 'default'}`,
    taskQueue: `${given.taskQueue ?? runs?.taskQueue ?? 'duecourse'}`,
    policy: `${given.policy ?? runs?.policy ?? join(packageRoot, 'policy', 'service-centre.yaml')}`,
    ...(given.deployment !== undefined && { deployment: `${given.deployment}` }),
    ...databaseOf(given.database ?? runs?.database),
  };
}

function databaseOf(url: string | number | undefined): Pick<Settings, 'database' | 'unregistered'> {
  if (url === 'none') return { unregistered: true };
  return url === undefined ? {} : { database: `${url}` };
}

/** Environment variables that make another process resolve to these settings. */
export function settingsEnv(settings: Settings): { readonly [name: string]: string } {
  const pairs = fieldNames
    .filter(name => settings[name] !== undefined)
    .map(name => [fields[name].env[0], `${settings[name]}`]);
  return {
    ...Object.fromEntries(pairs),
    ...(settings.unregistered && { [fields.database.env[0]]: 'none' }),
    ...(settings.config && { DUECOURSE_CONFIG: settings.config }),
  };
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host);

function fromFlags(flags: NonNullable<SettingsSources['flags']>, cwd: string): Given {
  // Everybody on the machine can read a command line.
  if (/^postgres(ql)?:\/\/[^@/]*:[^@/]+@/.test(`${flags.database ?? ''}`))
    throw new DuecourseError(
      'SETTINGS_INVALID',
      '--database must not hold a password: give it by DATABASE_URL or in duecourse.yaml.',
      { setting: 'database' },
    );
  return collect(name => ({ value: flags[name], from: fields[name].flag.split(' ')[0] ?? name }), cwd);
}

function fromEnvironment(env: NodeJS.ProcessEnv, cwd: string): Given {
  return collect(name => {
    const variable = fields[name].env.find(candidate => env[candidate]);
    return { value: variable && env[variable], from: variable ?? name };
  }, cwd);
}

function fromFile(file: string): Given {
  // Loaded only now: YAML costs more than the rest of a start.
  const { readSettingsFile } = require('./settings-file') as typeof import('./settings-file');
  const entries = new Map(readSettingsFile(file).map(entry => [entry.name, entry]));
  return collect(name => {
    const entry = entries.get(name);
    return {
      value: entry && (entry.value ?? ''),
      from: `${file}:${entry?.line}: ${name}`,
      details: { file, line: entry?.line },
    };
  }, dirname(file));
}

interface Found {
  readonly value: unknown;
  readonly from: string;
  readonly details?: { readonly [key: string]: unknown };
}

function collect(find: (name: FieldName) => Found, folder: string): Given {
  const given: Given = {};
  for (const name of fieldNames) {
    const { value, from, details } = find(name);
    if (value === undefined) continue;
    const { checkField } = require('./field-schemas') as typeof import('./field-schemas');
    const checked = checkField(name, value);
    if ('problem' in checked)
      throw new DuecourseError('SETTINGS_INVALID', `${from} ${checked.problem}.`, { setting: name, ...details });
    const field: Field = fields[name];
    given[name] = field.path ? resolve(folder, `${checked.value}`) : checked.value;
  }
  return given;
}
