import { join } from 'node:path';
import { DuecourseError } from '../../../time/error';
import { formatInstant } from '../../../time/zone';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { during } from '../progress';
import { reasonOf } from '../reason';
import {
  directedLines,
  type MessageDocument,
  messageDocument,
  messageText,
  stateText,
  whyText,
} from '../render/message';
import { who } from '../who';

type Worker = typeof import('../../../worker/messages');
type Ledger = ReturnType<Worker['openLedger']>;

/** Those who write to customers, and those who answer for them. */
const KEEPERS = ['agent', 'lead', 'supervisor', 'manager'];

/** `duecourse outbox [list | show <key> | retry <key> | drop <key>]`: reads the ledger of the data folder, and needs no server. */
export async function outbox(cli: Cli, [action = 'list', key]: readonly string[], options: Options): Promise<void> {
  const worker = require('../../../worker/messages') as Worker;
  const ledger = worker.openLedger(cli.settings());
  switch (action) {
    case 'list':
      return list(cli, worker, ledger, options);
    case 'show':
      return show(cli, worker, ledger, needed(key));
    case 'retry':
      return retry(cli, worker, needed(key));
    case 'drop':
      return drop(cli, worker, ledger, needed(key), options);
    default:
      throw new DuecourseError('USAGE', `"outbox ${action}" is not known: list, show, retry or drop.`);
  }
}

async function list(cli: Cli, { stateNow, states }: Worker, ledger: Ledger, options: Options): Promise<void> {
  const wanted = [
    ...((options.state ?? []) as readonly string[]),
    ...(options.dead ? ['dead'] : []),
    ...(options.unknown ? ['unknown'] : []),
  ];
  const wrong = wanted.find(state => !(states as readonly string[]).includes(state));
  if (wrong !== undefined)
    throw new DuecourseError('USAGE', `There is no state "${wrong}"; there are: ${states.join(', ')}.`);
  const entries = await ledger.list(options.case === undefined ? {} : { case: String(options.case) });
  const documents = entries
    .map(entry => messageDocument(entry, stateNow(entry)))
    .filter(({ state }) => wanted.length === 0 || wanted.includes(state));
  const folder = join(cli.settings().dataDir, 'outbox');
  cli.result({ folder, messages: documents }, () => {
    if (documents.length === 0) return cli.say('noMessages', { folder });
    const zone = zoneOf(cli);
    return documents.map(document => messageText(cli, document, zone)).join('\n\n');
  });
}

async function show(cli: Cli, { stateNow }: Worker, ledger: Ledger, key: string): Promise<void> {
  const entry = await ledger.get(key);
  if (!entry)
    throw new DuecourseError(
      'UNKNOWN_MESSAGE',
      `There is no message ${key}: \`duecourse outbox list\` shows their keys.`,
    );
  const document = messageDocument(entry, stateNow(entry));
  const history = (await ledger.history(key)).map(({ state, at, reason, until, into, by }) => ({
    at: new Date(at).toISOString(),
    state,
    reason,
    ...(state === 'held' && until !== undefined && { until: new Date(until).toISOString() }),
    ...(into !== undefined && { into }),
    by,
  }));
  const along = await Promise.all((entry.carries ?? []).map(each => ledger.get(each)));
  const carried = along.flatMap(each => (each?.into === key ? [each.message.key] : []));
  cli.result({ ...document, ...(carried.length > 0 && { carried }), history }, () => {
    const zone = zoneOf(cli);
    const facts = [
      ...(document.address === undefined ? [] : [`${cli.say('address')}: ${document.address}`]),
      ...directedLines(cli, document.directed),
      `${cli.say('attempts')}: ${document.attempts}`,
      ...history.map(line =>
        [formatInstant(Date.parse(line.at), zone), stateText(cli, line), line.by, ...whyText(cli, line, zone)]
          .filter(Boolean)
          .join('  '),
      ),
      ...carried.map(each => `${cli.say('carried')}: ${each}`),
    ];
    return [messageText(cli, document, zone), '', ...facts].join('\n');
  });
}

async function retry(cli: Cli, { openMessages, retryMessage }: Worker, key: string): Promise<void> {
  const by = await keeper(cli, 'retry');
  const messages = openMessages(cli.settings());
  try {
    const entry = await during(cli, cli.say('working'), retryMessage(messages, key, by));
    await onRecordAsWell(cli, key);
    report(cli, messageDocument(entry, entry.state));
  } finally {
    await messages.close();
  }
}

async function drop(cli: Cli, { dropMessage }: Worker, ledger: Ledger, key: string, options: Options): Promise<void> {
  const reason = reasonOf(options);
  const entry = await dropMessage({ ledger }, key, { by: await keeper(cli, 'drop'), reason });
  await onRecordAsWell(cli, key);
  report(cli, messageDocument(entry, entry.state));
}

/** No worker hears of what is done by hand; where the register does not answer, the next worker finds it. */
async function onRecordAsWell(cli: Cli, key: string): Promise<void> {
  const settings = cli.settings();
  if (settings.database === undefined) return;
  const { messageSource } = require('../../../worker/messages') as Worker;
  const { writeMessages } = require('../../../register/messages') as typeof import('../../../register/messages');
  const { withRegister } = require('../on-record') as typeof import('../on-record');
  const record = await messageSource(settings).get(key);
  if (record) await withRegister(settings, ({ db }) => writeMessages(db, [record])).catch(() => {});
}

/** `agent:li`, as the record has it. */
async function keeper(cli: Cli, what: string): Promise<string> {
  const { role, name } = await who(cli, KEEPERS, `outbox ${what}`);
  return name === undefined ? role : `${role}:${name}`;
}

function report(cli: Cli, document: MessageDocument): void {
  cli.result(document, () =>
    [document.key, stateText(cli, document), ...whyText(cli, document, zoneOf(cli))].join('  '),
  );
}

function zoneOf(cli: Cli) {
  const { houseZone } = require('../house-zone') as typeof import('../house-zone');
  return houseZone(cli.settings().policy);
}

function needed(key: string | undefined): string {
  if (key !== undefined) return key;
  throw new DuecourseError(
    'USAGE',
    'A message is missing: duecourse outbox show <key>; `duecourse outbox list` shows the keys.',
  );
}
