import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { during } from '../progress';
import { table } from '../render/table';

type Worker = typeof import('../../../worker/messages');
type Messages = ReturnType<Worker['openMessages']>;

/** `duecourse channels [list | check | send --to <address>]`: needs no server. */
export async function channels(cli: Cli, [action = 'list']: readonly string[], options: Options): Promise<void> {
  const worker = require('../../../worker/messages') as Worker;
  const messages = worker.openMessages(cli.settings());
  try {
    if (action === 'list') return list(cli, messages);
    if (action === 'check') return await check(cli, messages);
    if (action === 'send') return await send(cli, worker, messages, options);
    throw new DuecourseError('USAGE', `"channels ${action}" is not known: list, check or send.`);
  } finally {
    await messages.close();
  }
}

/** Which channels there are, and whom they serve. */
function list(cli: Cli, { channels, routes, file }: Messages): void {
  const rows = [...channels.keys()].map(name => ({
    channel: name,
    type: file.channels[name]?.type ?? name,
    serves: (['customer', 'staff'] as const).filter(who => routes[who].includes(name)),
  }));
  cli.result({ channels: rows, routes }, () =>
    table(
      cli,
      [cli.say('channel'), cli.say('channelType'), cli.say('serves')],
      rows.map(({ channel, type, serves }) => [channel, type, serves.map(who => cli.say(`serves_${who}`)).join(', ')]),
    ),
  );
}

/** Connects and logs in everywhere, and sends nothing. @throws DuecourseError `CHANNEL_UNAVAILABLE` where one does not answer */
async function check(cli: Cli, { channels }: Messages): Promise<void> {
  const checks = [...channels].map(async ([name, channel]) => {
    try {
      await channel.check();
      return { channel: name, ok: true, reason: '' };
    } catch (error) {
      if (!(error instanceof DuecourseError)) throw error;
      return { channel: name, ok: false, reason: error.message };
    }
  });
  const results = await during(cli, cli.say('working'), Promise.all(checks));
  const failed = results.filter(({ ok }) => !ok);
  if (failed.length > 0 && cli.json) {
    throw new DuecourseError('CHANNEL_UNAVAILABLE', failed.map(({ reason }) => reason).join('\n'), {
      channels: results,
    });
  }
  cli.result({ channels: results }, () =>
    results
      .filter(({ ok }) => ok)
      .map(({ channel }) => `${cli.paint.green('✓')} ${channel}`)
      .join('\n'),
  );
  if (failed.length > 0) throw new DuecourseError('CHANNEL_UNAVAILABLE', failed.map(({ reason }) => reason).join('\n'));
}

async function send(cli: Cli, { testMessage }: Worker, { channels }: Messages, options: Options): Promise<void> {
  const { to, channel: name, template } = options;
  if (typeof to !== 'string') throw new DuecourseError('USAGE', 'Say to whom: --to <address>, your own.');
  const reach = to.includes('@') ? 'email' : 'phone';
  const channel =
    name === undefined ? [...channels.values()].find(each => each.reach === reach) : channels.get(String(name));
  if (!channel) {
    const known = [...channels.keys()].join(', ');
    throw new DuecourseError(
      'USAGE',
      `There is no channel ${name === undefined ? `for such an address` : `"${name}"`}; there are: ${known}.`,
    );
  }
  if (channel.byTemplate && template === undefined) {
    throw new DuecourseError(
      'USAGE',
      `${channel.name} sends templates only: --template <id>, and --set name=value for each of its parameters.`,
    );
  }
  const params = Object.fromEntries(
    ((options.set ?? []) as readonly string[]).map(set => set.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
  const message = testMessage(channel, to, template === undefined ? undefined : { id: String(template), params });
  const outcome = await during(cli, cli.say('working'), channel.send(message));
  const { state } = outcome;
  if (state !== 'accepted' && state !== 'delivered') {
    throw new DuecourseError('CHANNEL_UNAVAILABLE', `${channel.name}: ${state}, ${outcome.reason}`, {
      channel: channel.name,
      state,
    });
  }
  cli.result(
    { channel: channel.name, ...outcome },
    () => `${cli.paint.green('✓')} ${channel.name}  ${cli.say(`message_${state}`)}`,
  );
}
