import { samplesFor } from '../../../machines/samples';
import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { table } from '../render/table';
import { type CaseData, dataOfCase } from '../template-case';
import { withDesk } from '../with-desk';

type Worker = typeof import('../../../worker/templates');

/** `duecourse templates [list | check | preview <procedure>/<name>]`: needs a server for `--case` alone. */
export async function templates(cli: Cli, [action = 'list', name]: readonly string[], options: Options): Promise<void> {
  const worker = require('../../../worker/templates') as Worker;
  if (action === 'list') return list(cli, worker);
  if (action === 'check') return check(cli, worker, partsOf(options) ?? worker.PARTS);
  if (action === 'preview') return preview(cli, worker, name, options);
  throw new DuecourseError('USAGE', `"templates ${action}" is not known: list, check or preview.`);
}

/** Each template with its length as an SMS, mistakes or not. */
async function list(cli: Cli, worker: Worker): Promise<void> {
  const { policy } = cli.settings();
  const all = await worker.checkTemplates(policy, Number.POSITIVE_INFINITY);
  cli.result({ folder: worker.templateFolder(policy), templates: all }, () => sizes(cli, all));
}

type Checked = Awaited<ReturnType<Worker['checkTemplates']>>[number];

const sizes = (cli: Cli, all: readonly Checked[]): string =>
  table(
    cli,
    [cli.say('template'), cli.say('language'), cli.say('encoding'), cli.say('characters'), cli.say('smsParts')],
    all.map(({ procedure, template, lang, file, sms }) => [
      template === '' ? file : `${procedure}/${template}`,
      lang,
      sms?.encoding ?? cli.paint.red('✗'),
      String(sms?.characters ?? ''),
      String(sms?.parts ?? ''),
    ]),
  );

/** @throws DuecourseError `BAD_TEMPLATE` with every mistake of every file, a line each */
async function check(cli: Cli, worker: Worker, parts: number): Promise<void> {
  const { policy } = cli.settings();
  const folder = worker.templateFolder(policy);
  const all = await worker.checkTemplates(policy, parts);
  const problems = all.flatMap(({ file, problems: found }) => found.map(each => ({ file, ...each })));
  if (problems.length > 0)
    throw new DuecourseError(
      'BAD_TEMPLATE',
      problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`).join('\n'),
      { folder, problems },
    );
  cli.result({ folder, templates: all }, () =>
    [sizes(cli, all), `${cli.paint.green('✓')} ${cli.say('templatesGood', { n: all.length, folder })}`].join('\n\n'),
  );
}

async function preview(cli: Cli, worker: Worker, name: string | undefined, options: Options): Promise<void> {
  if (name === undefined || !/^[^/]+\/[^/]+$/.test(name))
    throw new DuecourseError(
      'USAGE',
      'Say which: duecourse templates preview <procedure>/<name>; `duecourse templates` lists them.',
    );
  const { policy } = cli.settings();
  const [procedure = '', template = ''] = name.split('/');
  const reach = reachOf(worker, policy, options.channel);
  // Whether it is there and good is known before a server is asked.
  worker.previewTemplate(policy, name, cli.lang);
  const ofCase = options.case === undefined ? undefined : await asked(cli, procedure, template, String(options.case));
  const data = ofCase && { caseId: String(options.case), ...ofCase.data };
  const { subject, text, channels } = worker.previewTemplate(policy, name, cli.lang, data);
  const sms = worker.smsSize(text);
  const provider = options.channel === undefined ? undefined : channels?.[String(options.channel)];
  const shown = { ...(subject !== undefined && reach !== 'phone' && { subject }), text, ...(provider && { provider }) };
  const fromSamples = ofCase?.fromSamples ?? [];
  cli.result({ template: name, lang: cli.lang, ...shown, sms, ...(ofCase && { fromSamples }) }, () =>
    [
      ...(shown.subject === undefined ? [] : [cli.paint.bold(shown.subject), '']),
      text,
      '',
      ...(provider ? [`${cli.say('providerTemplate')}: ${JSON.stringify(provider)}`] : []),
      ...(reach === 'email' ? [] : [cli.paint.dim(cli.say('smsLong', { ...sms }))]),
      ...(fromSamples.length > 0 ? [cli.paint.yellow(cli.say('fromSamples', { names: fromSamples.join(', ') }))] : []),
    ]
      .join('\n')
      .trimEnd(),
  );
}

/** What a case has for a template. @throws DuecourseError `USAGE` if it is a case of another procedure */
const asked = (cli: Cli, procedure: string, template: string, id: string): Promise<CaseData> =>
  withDesk(cli, async ({ desk }) => {
    const { entry, view } = await desk.show(id);
    if (entry.procedure.name !== procedure)
      throw new DuecourseError('USAGE', `${id} is a case of ${entry.procedure.name}, not of ${procedure}.`);
    return dataOfCase(entry.procedure, template, samplesFor(procedure, template)!, cli.lang, view.context);
  });

function reachOf(worker: Worker, policy: string, channel: Options[string]): 'phone' | 'email' | undefined {
  if (channel === undefined) return undefined;
  if (channel === 'sms' || channel === 'email') return channel === 'sms' ? 'phone' : 'email';
  return worker.reachOfChannel(policy, String(channel));
}

function partsOf({ parts }: Options): number | undefined {
  if (parts === undefined) return undefined;
  const n = Number(parts);
  if (Number.isInteger(n) && n > 0 && n <= 255) return n;
  throw new DuecourseError('USAGE', `--parts ${String(parts)}: write a whole number from 1 to 255.`);
}
