import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../../config/package-root';
import type { Settings } from '../../../config/settings';
import { housePolicy } from '../../../machines/catalogue';
import { dateOf } from '../../../machines/policy/calendar-days';
import { directoryFile, loadDirectory } from '../../../machines/policy/directory/load';
import { zoneOffsets } from '../../../machines/policy/zone-offsets';
import { nearestEnding } from '../calendar/coverage';
import { isoIn } from '../instant';
import { words } from '../words';
import { type Check, check, fail, ok, warn } from './check';

/** What this machine has to have, server or not. */
export async function machineChecks(settings: Settings): Promise<Check[]> {
  return Promise.all([
    check('node', { zh: 'Node 版本', en: 'Node version' }, node),
    check('build', { zh: '程序已编译', en: 'packages built' }, build),
    check('temporal', { zh: 'Temporal 程序', en: 'Temporal binary' }, () => temporal(settings)),
    check('data', { zh: '数据文件夹', en: 'data folder' }, () => data(settings)),
    check('policy', { zh: '策略文件', en: 'policy file' }, () => policy(settings), {
      zh: '按提示的行修改策略文件',
      en: 'mend the policy file at the line that is named',
    }),
    check('calendar', { zh: '工作日历', en: 'working calendar' }, () => calendar(settings), {
      zh: '按提示的行修改日历文件',
      en: 'mend the calendar file at the line that is named',
    }),
    check('directory', { zh: '人员名录', en: 'directory of people' }, () => directory(settings), {
      zh: '运行 duecourse directory check，按提示修改',
      en: 'run duecourse directory check and mend what it names',
    }),
    check('templates', { zh: '消息模板', en: 'message templates' }, () => templates(settings)),
    check('zone', { zh: '时区数据', en: 'zone data' }, () => zone(settings)),
  ]);
}

function node() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 3))
    return fail(process.version, { zh: '安装 Node 22 或 24', en: 'install Node 22 or 24' });
  if (major < 22)
    return warn(process.version, { zh: '可用；建议 Node 22 或 24', en: 'it works; Node 22 or 24 is recommended' });
  return ok(process.version);
}

function build() {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return existsSync(join(packageRoot, 'dist', 'worker', 'main.js'))
    ? ok(version)
    : fail(version, { zh: '运行 npm run build', en: 'run npm run build' });
}

async function temporal({ external, address }: Settings) {
  if (external) return ok(`--address ${address}`);
  const { cachedServer, serverOnPath } =
    require('../../../worker/server/installed-server') as typeof import('../../../worker/server/installed-server');
  const tried: string[] = [];
  for (const look of [cachedServer, serverOnPath]) {
    const finding = await look();
    if ('path' in finding) return ok(finding.path);
    tried.push(finding.reason);
  }
  return warn(tried.join('; '), {
    zh: '`duecourse up` 会下载或用 Go 编译一份（一次）；也可用 --address 指向已有服务器',
    en: '`duecourse up` downloads one or builds it with Go, once; or name a server by --address',
  });
}

function data({ dataDir }: Settings) {
  let folder = dataDir;
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return ok(dataDir);
  } catch {
    return fail(dataDir, {
      zh: '给予写权限，或用 --data-dir 另选',
      en: 'give the right to write there, or choose another by --data-dir',
    });
  }
}

function policy({ policy: file }: Settings) {
  const { version, procedures } = housePolicy(file);
  return ok(`${file} (version ${version}, ${Object.keys(procedures).length} procedures)`);
}

function calendar({ policy: file }: Settings) {
  const policy = housePolicy(file);
  if (policy.calendar === undefined) return ok('-');
  const ending = nearestEnding(policy, Date.now());
  const found = `${policy.calendar.file} (${policy.calendar.coverage.map(dateOf).join('…')})`;
  if (ending === undefined) return ok(found);
  return warn(found, {
    zh: words.coverageEnds.zh.replace('{to}', ending),
    en: words.coverageEnds.en.replace('{to}', ending),
  });
}

function directory({ policy: file }: Settings) {
  const { addresses } = require('../../../worker/directory') as typeof import('../../../worker/directory');
  const people = loadDirectory(file, { addresses })?.people;
  return ok(people === undefined ? '-' : `${directoryFile(file)} (${people.length} people)`);
}

async function templates({ policy: file }: Settings) {
  const { checkTemplates, PARTS, templateFolder } =
    require('../../../worker/templates') as typeof import('../../../worker/templates');
  const all = await checkTemplates(file, PARTS);
  const wrong = all.flatMap(one => one.problems.map(({ line, message }) => `${one.file}:${line} ${message}`));
  if (wrong.length === 0) return ok(`${templateFolder(file)} (${all.length} files)`);
  const more = wrong.length > 1 ? ` (+${wrong.length - 1})` : '';
  return fail(`${wrong[0]}${more}`, {
    zh: '运行 `duecourse templates check` 查看全部，并逐行修改；有误的改动不会启用',
    en: 'see them all by `duecourse templates check` and mend each line; an edit with mistakes is not used',
  });
}

function zone({ policy: file }: Settings) {
  const now = Date.now();
  const here = zoneOffsets(housePolicy(file).zone, now, now);
  return ok(`${here.zone}, ${isoIn(now, here)}, tzdata ${process.versions.tz ?? '?'}`);
}
