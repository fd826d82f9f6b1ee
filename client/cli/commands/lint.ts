import { relative } from 'node:path';
import { lint } from '../../../statechart/lint/lint';
import type { Finding } from '../../../statechart/lint/rule';
import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { machinesIn } from '../machine-file';

/** `duecourse lint <file>`: exit code 1 if a machine in it cannot last. */
export async function lintFile(cli: Cli, [file = '']: readonly string[], options: Options): Promise<void> {
  const format = formatOf(options);
  const allow = Object.fromEntries(((options.allow ?? []) as readonly string[]).map(code => [code, 'by --allow']));
  const { machines, findings } = await findingsIn(file, allow);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const counts = { errors, warnings: findings.length - errors };
  cli.result({ file, machines, ...counts, findings }, () =>
    format === 'github'
      ? findings.map(finding => annotation(file, finding)).join('\n')
      : [
          ...findings.map(finding => line(cli, finding)),
          `${errors > 0 ? cli.paint.red('✗') : cli.paint.green('✓')} ${cli.say('linted', { machines: machines.join(', '), ...counts })}`,
        ].join('\n'),
  );
  if (errors > 0) process.exitCode = 1;
}

/** A file that registers its machines refuses to be loaded with one that cannot last: that refusal has the findings. */
async function findingsIn(file: string, allow: { readonly [code: string]: string }) {
  try {
    const machines = await machinesIn(file);
    return { machines: machines.map(({ id }) => id), findings: machines.flatMap(machine => lint(machine, { allow })) };
  } catch (error) {
    const { code, details } = error as DuecourseError;
    if (code !== 'MACHINE_CANNOT_LAST') throw error;
    const { machine, findings } = details as { readonly machine: string; readonly findings: readonly Finding[] };
    return { machines: [machine], findings };
  }
}

function line({ paint }: Cli, { severity, state, machine, problem, instead, code }: Finding): string {
  const mark = severity === 'error' ? paint.red('✗') : paint.yellow('!');
  return `${mark} ${paint.bold(state ?? machine)}  ${problem}\n  ${instead} ${paint.dim(`[${code}]`)}`;
}

/** As GitHub Actions reads it; other CIs know it as well. */
function annotation(file: string, { severity, state, machine, problem, instead, code }: Finding): string {
  const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const path = property(relative(process.cwd(), file));
  return `::${severity} file=${path},title=${property(code)}::${data(`${state ?? machine}: ${problem} ${instead}`)}`;
}

function formatOf({ format = 'text' }: Options): 'text' | 'github' {
  if (format === 'text' || format === 'github') return format;
  throw new DuecourseError('USAGE', `--format takes text or github, not "${format}".`);
}
