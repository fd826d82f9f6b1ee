import { DuecourseError } from '../../../time/error';
import { formatInstant } from '../../../time/zone';
import { chosen, type Standstill, skipSignal, standstill } from '../../skip-signal';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { houseZone } from '../house-zone';
import { operator } from '../operator';
import { during } from '../progress';
import { reasonOf } from '../reason';
import { withDesk } from '../with-desk';

/** `duecourse repair <case> skip-signal`: a case whose workflow task fails at a signal goes on without it. */
export async function skipHeld(cli: Cli, id: string, options: Options): Promise<void> {
  const dryRun = options.dryRun === true;
  const reason = dryRun ? '' : reasonOf(options);
  const asked = numberOf(options);
  const settings = cli.settings();
  await withDesk(
    cli,
    async ({ desk: { cases } }) => {
      const still = await during(cli, cli.say('working'), standstill(cases, id));
      const signal = chosen(still, asked);
      if (dryRun) {
        cli.result({ id, dryRun, ...documentOf(still, signal) }, () => text(cli, still, signal, settings.policy));
        return;
      }
      const by = await operator(cli, (await cases.get(id).describe()).type, 'repair skip-signal');
      const order = { signal, reason, ...(by && { by }) };
      const { goesOn } = await during(cli, cli.say('working'), skipSignal(cases, id, order));
      cli.result({ id, dryRun, ...documentOf(still, signal), goesOn }, () =>
        [
          `${cli.paint.green('✓')} ${cli.paint.bold(id)}  ${cli.say(goesOn === 'now' ? 'goesOnNow' : 'goesOnSoon')}`,
          text(cli, still, signal, settings.policy),
        ].join('\n'),
      );
    },
    settings,
  );
}

function numberOf({ signal }: Options): number | undefined {
  if (signal === undefined) return undefined;
  const number = Number(signal);
  if (Number.isSafeInteger(number) && number !== 0) return number;
  throw new DuecourseError('USAGE', `--signal takes the number of a signal, not "${signal}".`);
}

const documentOf = ({ error, held }: Standstill, signal: number) => ({
  error,
  signal,
  held: held.map(({ at, ...one }) => ({ ...one, at: new Date(at).toISOString(), skipped: one.number === signal })),
});

function text(cli: Cli, { error, held }: Standstill, signal: number, policy: string): string {
  const zone = houseZone(policy);
  return [
    cli.paint.red(error.split('\n')[0]!),
    ...held.map(({ number, event, at }) => {
      const fate = number === signal ? cli.paint.yellow(cli.say('isSkipped')) : cli.say('staysHeld');
      return `  ${number}  ${formatInstant(at, zone)}  ${event}  ${fate}`;
    }),
  ].join('\n');
}
