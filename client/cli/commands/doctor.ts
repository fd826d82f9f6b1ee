import type { Cli } from '../cli';
import type { Check } from '../doctor/check';
import { machineChecks } from '../doctor/machine';
import { serverChecks } from '../doctor/server';
import { during } from '../progress';

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const;
const STYLES = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

/** `duecourse doctor`: exit code 0 unless something fails, else 1. */
export async function doctor(cli: Cli): Promise<void> {
  const settings = cli.settings();
  const looks = Promise.all([machineChecks(settings), serverChecks(settings)]);
  const checks = (await during(cli, cli.say('working'), looks)).flat();
  const healthy = checks.every(({ status }) => status !== 'fail');
  cli.result({ healthy, checks }, () => checks.map(one => line(cli, one)).join('\n'));
  if (!healthy) process.exitCode = 1;
}

function line({ lang, paint, say }: Cli, { status, title, found, todo }: Check): string {
  const mark = paint[STYLES[status]](`${MARKS[status]} ${say(`check_${status}`)}`);
  const next = todo ? `\n      → ${todo[lang]}` : '';
  return `${mark}  ${title[lang]}  ${paint.dim(found)}${next}`;
}
