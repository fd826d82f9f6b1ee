import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../../config/package-root';
import { removeRuntimeFile, writeRuntimeFile } from '../../../config/runtime-file';
import { loadSettings, type SettingsSources, settingsEnv } from '../../../config/settings';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'duecourse-settings-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const load = (sources: SettingsSources = {}) => loadSettings({ env: {}, cwd, ...sources });
const config = (text: string, name = 'duecourse.yaml') => writeFileSync(join(cwd, name), text);
const running = {
  address: '127.0.0.1:7300',
  uiUrl: 'http://127.0.0.1:8300',
  namespace: 'n1',
  taskQueue: 'q1',
  policy: '/p.yaml',
  pid: 1,
};
const leaveRuntimeFile = (folder = '.duecourse') => {
  mkdirSync(join(cwd, folder));
  writeRuntimeFile(join(cwd, folder), running);
};

test('defaults', () => {
  expect(load()).toEqual({
    address: '127.0.0.1:7233',
    external: false,
    uiUrl: 'http://127.0.0.1:8233',
    host: '127.0.0.1',
    port: 7233,
    uiPort: 8233,
    dataDir: join(cwd, '.duecourse'),
    namespace: 'default',
    taskQueue: 'duecourse',
    policy: join(packageRoot, 'policy', 'service-centre.yaml'),
  });
});

test('flags win over the environment, the environment over the config file, the file over what runs, that over defaults', () => {
  leaveRuntimeFile();
  expect(load().taskQueue).toBe('q1');
  config('taskQueue: from-file\n');
  expect(load().taskQueue).toBe('from-file');
  expect(load({ env: { DUECOURSE_TASK_QUEUE: 'from-env' } }).taskQueue).toBe('from-env');
  expect(load({ env: { DUECOURSE_TASK_QUEUE: 'from-env' }, flags: { taskQueue: 'from-flag' } }).taskQueue).toBe(
    'from-flag',
  );
});

test('our own variables win over those of Temporal, and an empty one is as if absent', () => {
  const env = {
    TEMPORAL_ADDRESS: 'temporal:7233',
    TEMPORAL_NAMESPACE: 'theirs',
    DUECOURSE_NAMESPACE: 'ours',
    DUECOURSE_ADDRESS: '',
  };
  expect(load({ env })).toMatchObject({ address: 'temporal:7233', external: true, namespace: 'ours' });
  expect(load({ env }).uiUrl).toBeUndefined();
});

describe('what runs in the data folder', () => {
  test('is found by a second terminal', () => {
    leaveRuntimeFile();
    expect(load()).toMatchObject({
      address: '127.0.0.1:7300',
      uiUrl: 'http://127.0.0.1:8300',
      namespace: 'n1',
      external: false,
    });
    removeRuntimeFile(join(cwd, '.duecourse'));
    expect(load().address).toBe('127.0.0.1:7233');
  });
  test('is found in another data folder', () => {
    leaveRuntimeFile('other');
    expect(load({ flags: { dataDir: 'other' } }).address).toBe('127.0.0.1:7300');
  });
  test('does not count where a port or an address is given, nor for `up` itself', () => {
    leaveRuntimeFile();
    expect(load({ flags: { port: '7400' } })).toMatchObject({
      address: '127.0.0.1:7400',
      uiUrl: 'http://127.0.0.1:8233',
    });
    expect(load({ flags: { address: 'other:1' } })).toMatchObject({
      address: 'other:1',
      namespace: 'default',
      external: true,
    });
    expect(load({ running: false })).toMatchObject({ address: '127.0.0.1:7233', namespace: 'default' });
  });
  test('a broken file is as if absent', () => {
    leaveRuntimeFile();
    writeFileSync(join(cwd, '.duecourse', 'server.json'), '{');
    expect(load().address).toBe('127.0.0.1:7233');
  });
});

test('paths are relative to the file or folder that names them', () => {
  mkdirSync(join(cwd, 'etc'));
  config('policy: limits.yaml\ndataDir: /var/data\n', 'etc/centre.yaml');
  expect(load({ flags: { config: 'etc/centre.yaml' } })).toMatchObject({
    policy: join(cwd, 'etc/limits.yaml'),
    dataDir: '/var/data',
    config: join(cwd, 'etc/centre.yaml'),
  });
  expect(load({ env: { DUECOURSE_CONFIG: 'etc/centre.yaml', DUECOURSE_DATA: 'd' } }).dataDir).toBe(join(cwd, 'd'));
});

test('another process gets the same settings by its environment', () => {
  config('port: 7777\nhost: "::1"\nuiUrl: https://ui.example/\n');
  const settings = load();
  expect(settings).toMatchObject({ address: '[::1]:7777', uiUrl: 'https://ui.example' });
  expect(loadSettings({ env: settingsEnv(settings), cwd: tmpdir() })).toEqual({ ...settings, external: true });
});

test.each([
  ['unknown key', 'port: 1\nprot: 2\n', 'duecourse.yaml:2: unknown setting "prot"'],
  ['bad number', '\nport: many\n', 'duecourse.yaml:2: port must be a whole number.'],
  ['number out of range', 'uiPort: 70000\n', 'duecourse.yaml:1: uiPort must be from 1 to 65535.'],
  ['fraction', 'uiPort: 80.5\n', 'duecourse.yaml:1: uiPort must be a whole number.'],
  ['no value', 'namespace:\n', 'duecourse.yaml:1: namespace must not be empty.'],
  ['a list', 'namespace: [a]\n', 'duecourse.yaml:1: namespace must be a text.'],
  ['repeated key', 'port: 1\nport: 2\n', 'duecourse.yaml:2: Map keys must be unique'],
  ['not a map', '- port\n', 'duecourse.yaml:1: must be a list of settings'],
  ['not YAML', 'port: "1\n', 'duecourse.yaml:'],
])('a config file is refused with its line: %s', (_what, text, message) => {
  config(text);
  expect(() => load()).toThrow(
    expect.objectContaining({ code: 'SETTINGS_INVALID', message: expect.stringContaining(message) }),
  );
});

test('an empty config file says nothing', () => {
  config('# nothing yet\n');
  expect(load().port).toBe(7233);
});

test('flags and variables are refused by name', () => {
  const refused = (sources: SettingsSources) => expect(() => load(sources)).toThrow;
  refused({ flags: { port: '0' } })('--port must be from 1 to 65535.');
  refused({ env: { DUECOURSE_UI_PORT: 'x' } })('DUECOURSE_UI_PORT must be a whole number.');
  refused({ env: { TEMPORAL_ADDRESS: 'nowhere' } })('TEMPORAL_ADDRESS must be host:port.');
  refused({ flags: { config: 'none.yaml' } })('none.yaml: cannot be read (ENOENT).');
});

test('a password of the database is taken from the environment or the file, never from the command line', () => {
  const url = 'postgres://li:secret@db.example/duecourse';
  expect(loadSettings({ cwd, env: { DATABASE_URL: url } }).database).toBe(url);
  expect(() => loadSettings({ cwd, env: {}, flags: { database: url } })).toThrow(/must not hold a password/);
  expect(() => loadSettings({ cwd, env: {}, flags: { database: url } })).not.toThrow(/secret/);
  expect(loadSettings({ cwd, env: { DATABASE_URL: url }, flags: { database: 'none' } })).toMatchObject({
    unregistered: true,
  });
});
