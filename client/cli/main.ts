import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config/package-root';
import { cliFor } from './cli';
import { reportFailure } from './failure';
import { langOf } from './lang';
import { CommanderError, program } from './program';

/** Runs one command line. What is thrown anywhere below ends here, as a message and an exit code. */
async function main(argv: readonly string[]): Promise<void> {
  const lang = langOf(argv, process.env);
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  try {
    await program(lang, version, (spec, args, options) =>
      spec.load()(cliFor(options, lang, process.env), args, options),
    ).parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.exitCode = reportFailure(error, argv, lang);
  }
}

// `duecourse list | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void main(process.argv.slice(2));
