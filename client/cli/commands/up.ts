import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../../config/settings';
import { housePolicy } from '../../../machines/catalogue';
import { listCases } from '../../list';
import { skipsTime } from '../../time-skipping';
import { nearestEnding } from '../calendar/coverage';
import type { CaseDocument } from '../case-document';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { during } from '../progress';
import { casesText, suggestionsFor, suggestionsText } from '../render/up';
import { playCase, sampleCases } from '../sample-day';
import { type Opened, withDesk } from '../with-desk';

/** As many open cases are shown; `duecourse list --open` has them all. */
const SHOWN = 10;

/** `duecourse up`: the one place where the command line reaches the worker's side. */
export async function upCommand(cli: Cli, _: readonly string[], options: Options): Promise<void> {
  const { up } = require('../../../worker/up') as typeof import('../../../worker/up');
  const { lineReporter, silent } = require('../../../worker/reporter') as typeof import('../../../worker/reporter');
  const once = options.once === true;
  let busy = false;
  await up(cli.settings({ running: false }), {
    once,
    reporter: cli.json ? silent : lineReporter(cli.lang),
    onReady: (settings, signal) =>
      withDesk(
        cli,
        async opened => {
          busy = true;
          const documents = options.sample ? await sampleDay(cli, opened, signal) : await openCases(opened);
          warnOfCalendar(cli, settings);
          const skips = await skipsTime(opened.desk.cases.temporal);
          report(cli, settings, documents, { once, skips, dataDir: options.dataDir as string | undefined });
          busy = false;
        },
        settings,
      ),
  });
  // A step that was under way when everything was stopped would go on trying to reach the server.
  if (busy) process.exit();
}

/** Deadlines beyond what the calendar knows are provisional: that is said in good time. */
function warnOfCalendar(cli: Cli, { policy }: Settings): void {
  const ending = nearestEnding(housePolicy(policy), Date.now());
  if (ending !== undefined) cli.note(`${cli.paint.yellow('!')} ${cli.say('coverageEnds', { to: ending })}`);
}

/** Plays the sample day the first time in a data folder; afterwards the open cases. */
async function sampleDay(cli: Cli, opened: Opened, signal: AbortSignal): Promise<CaseDocument[]> {
  const marker = join(opened.settings.dataDir, 'sample-day-played.json');
  if (existsSync(marker)) return openCases(opened);
  cli.note(cli.say('sampleBegins'));
  const documents: CaseDocument[] = [];
  for (const sample of sampleCases()) {
    let done = 0;
    const playing = playCase(opened.desk, sample, signal, step => {
      done = step;
    });
    await during(cli, () => `${sample.id} ${done}/${sample.steps.length}`, playing);
    const { document } = await opened.show(sample.id);
    documents.push(document);
    const states = document.states.map(({ title }) => title[cli.lang]).join(', ');
    cli.note(`  ${cli.paint.green('✓')} ${sample.id}  ${document.title[cli.lang]} · ${states}`);
  }
  writeFileSync(marker, `${JSON.stringify({ at: new Date().toISOString(), cases: documents.map(({ id }) => id) })}\n`);
  return documents;
}

async function openCases({ desk, show }: Opened): Promise<CaseDocument[]> {
  const open = await listCases(desk.cases.temporal, { status: 'open', limit: SHOWN });
  // One that does not answer is no reason to stop: `duecourse show` says why.
  const shown = await Promise.allSettled(open.map(({ id }) => show(id)));
  return shown.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value.document] : []));
}

function report(
  cli: Cli,
  settings: Settings,
  documents: readonly CaseDocument[],
  { once, ...about }: { readonly once: boolean; readonly skips: boolean; readonly dataDir: string | undefined },
): void {
  const { address, uiUrl, namespace, taskQueue } = settings;
  const next = suggestionsFor(cli, documents, about);
  const ready = `${cli.paint.green('✓')} ${cli.say('upAndRunning')}${uiUrl ? `  ${cli.say('uiAt', { url: uiUrl })}` : ''}`;
  cli.result({ address, uiUrl, namespace, taskQueue, cases: documents, next: next.map(({ command }) => command) }, () =>
    [
      '',
      ready,
      ...(documents.length > 0 ? ['', casesText(cli, documents)] : []),
      ...(once ? [] : ['', cli.say('typeNext'), suggestionsText(cli, next), '', cli.paint.dim(cli.say('staysUntil'))]),
    ].join('\n'),
  );
}
