import { join } from 'node:path';
import { DuecourseError } from '../../../time/error';
import { formatInstant } from '../../../time/zone';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { reasonOf } from '../reason';
import { type MessageDocument, messageDocument, messageText, stateText } from '../render/message';
import { who } from '../who';

type Worker = typeof import('../../../worker/messages');
type Messages = ReturnType<Worker['openMessages']>;

/** Those who write to customers, and those who answer for them. */
const KEEPERS = ['agent', 'lead', 'supervisor', 'manager'];

/** `duecourse outbox [list | show <key> | retry <key> | drop <key>]`: reads the ledger of the data folder, and needs no server. */
export async function outbox(cli: Cli, [action = 'list', key]: readonly string[], options: Options): Promise<void> {
  const worker = require('../../../worker/messages') as Worker;
  const messages = worker.openMessages(cli.settings());
  try {
    if (action === 'list') return await list(cli, worker, messages, options);
    if (action === 'show') return await show(cli, worker, messages, needed(key));
    if (action === 'retry' || action === 'drop')
      return await decide(cli, worker, messages, action, needed(key), options);
    throw new DuecourseError('USAGE', `"outbox ${action}" is not known: list, show, retry or drop.`);
  } finally {
    await messages.close();
  }
}

async function list(cli: Cli, { stateNow, states }: Worker, { ledger }: Messages, options: Options): Promise<void> {
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

async function show(cli: Cli, { stateNow }: Worker, { ledger }: Messages, key: string): Promise<void> {
  const entry = await ledger.get(key);
  if (!entry)
    throw new DuecourseError(
      'UNKNOWN_MESSAGE',
      `There is no message ${key}: \`duecourse outbox list\` shows their keys.`,
    );
  const document = messageDocument(entry, stateNow(entry));
  const history = (await ledger.history(key)).map(({ state, at, reason, by }) => ({
    at: new Date(at).toISOString(),
    state,
    reason,
    by,
  }));
  cli.result({ ...document, history }, () => {
    const zone = zoneOf(cli);
    const facts = [
      ...(document.address === undefined ? [] : [`${cli.say('address')}: ${document.address}`]),
      `${cli.say('attempts')}: ${document.attempts}`,
      ...history.map(line =>
        [formatInstant(Date.parse(line.at), zone), stateText(cli, line), line.by, line.reason]
          .filter(Boolean)
          .join('  '),
      ),
    ];
    return [messageText(cli, document, zone), '', ...facts].join('\n');
  });
}

async function decide(
  cli: Cli,
  { retryMessage, dropMessage }: Worker,
  messages: Messages,
  action: 'retry' | 'drop',
  key: string,
  options: Options,
): Promise<void> {
  const reason = action === 'drop' ? reasonOf(options) : '';
  const { role, name } = await who(cli, KEEPERS, `outbox ${action}`);
  const by = name === undefined ? role : `${role}:${name}`;
  const entry =
    action === 'retry' ? await retryMessage(messages, key, by) : await dropMessage(messages, key, { by, reason });
  report(cli, messageDocument(entry, entry.state));
}

function report(cli: Cli, document: MessageDocument): void {
  cli.result(document, () =>
    [document.key, stateText(cli, document), document.reason].filter(part => part !== undefined).join('  '),
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
