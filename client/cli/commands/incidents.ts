import { catalogue } from '../../../machines/catalogue';
import { formatInstant } from '../../../time/zone';
import { type OpenIncident, openIncidents } from '../../incidents';
import type { Cli } from '../cli';
import { houseZone } from '../house-zone';
import { during } from '../progress';
import { errorText } from '../render/error';
import { table } from '../render/table';
import { type Opened, withDesk } from '../with-desk';

/** `duecourse incidents`: what waits for a person, the longest first. */
export async function incidents(cli: Cli): Promise<void> {
  const settings = cli.settings();
  await withDesk(
    cli,
    async ({ desk, link }) => {
      const found = await during(cli, cli.say('working'), openIncidents(desk.cases));
      cli.result({ incidents: found.map(one => documentOf(one, link)) }, () => text(cli, found, settings.policy));
    },
    settings,
  );
}

function documentOf({ since, ...incident }: OpenIncident, link: Opened['link']) {
  const page = link(incident.case);
  return { ...incident, since: new Date(since).toISOString(), ...(page !== undefined && { link: page }) };
}

function text(cli: Cli, found: readonly OpenIncident[], policy: string): string {
  if (found.length === 0) return cli.say('nothingStuck');
  const zone = houseZone(policy);
  const headings = (['case', 'procedure', 'stuckOn', 'since', 'cause'] as const).map(word => cli.say(word));
  const rows = found.map(({ case: id, procedure, actor, since, error }) => [
    cli.paint.bold(id),
    catalogue[procedure]?.procedure.title[cli.lang] ?? procedure,
    actor ?? cli.say('wholeCase'),
    formatInstant(since, zone),
    cli.paint.red(errorText(error)),
  ]);
  return `${table(cli, headings, rows)}\n\n${cli.paint.dim(cli.say('repairHint'))}`;
}
