import { catalogue } from '../../../machines/catalogue';
import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import { bash } from '../completion/bash';
import { fish } from '../completion/fish';
import { completions } from '../completion/model';
import { zsh } from '../completion/zsh';

const shells = { bash, zsh, fish };

/** `duecourse completion <bash|zsh|fish>`: a script that knows commands, options, and the procedures of this release. */
export async function completion(cli: Cli, [shell = '']: readonly string[]): Promise<void> {
  if (!Object.hasOwn(shells, shell))
    throw new DuecourseError('USAGE', `There is a script for ${Object.keys(shells).join(', ')}, not for "${shell}".`);
  const script = shells[shell as keyof typeof shells](completions(Object.keys(catalogue), cli.lang));
  cli.result({ shell, script }, () => script);
}
