import { didYouMean } from '../../machines/policy/suggest';
import { roles } from '../../machines/roles';
import type { Sender } from '../../statechart/types';
import { DuecourseError } from '../../time/error';
import type { Cli } from './cli';
import { rolesInWords } from './render/people';

/**
 * Who does this: `--as`, DUECOURSE_AS, the only role that may, or on a terminal a choice of those that may.
 * @throws DuecourseError `NO_SENDER` where nobody can be asked, `USAGE` for a role that the house does not know, `CANCELLED`
 */
export async function who(cli: Cli, allowed: readonly string[], what: string): Promise<Sender> {
  if (cli.sender) return known(cli.sender);
  if (cli.asks) {
    const { choose } = require('./fields/ask') as typeof import('./fields/ask');
    const options = allowed.map(role => ({ value: role, label: rolesInWords([role], cli.lang) }));
    return { role: await choose(cli, cli.say('askSender'), options) };
  }
  throw new DuecourseError(
    'NO_SENDER',
    `Say who does this: --as role:name or DUECOURSE_AS. '${what}' is for ${allowed.join(', ')}.`,
    { allowed },
  );
}

function known(sender: Sender): Sender {
  const names = Object.keys(roles);
  if (names.includes(sender.role)) return sender;
  throw new DuecourseError(
    'USAGE',
    `There is no role "${sender.role}"${didYouMean(sender.role, names) || '.'} Roles: ${names.join(', ')}.`,
    { role: sender.role, known: names },
  );
}
