import type { MessageRecord } from '../../../register/messages';
import { formatInstant, type Zone } from '../../../time/zone';
import type { Cli } from '../cli';
import { roleTitle } from '../labels';
import { stateText } from './message';
import { indent, table } from './table';

/** What was said in a case: when, which message, to whom, by which channel, what became of it. Empty where nothing was. */
export function saidTable(cli: Cli, messages: readonly MessageRecord[], zone: Zone): string {
  if (messages.length === 0) return '';
  const headings = [cli.say('time'), cli.say('messages'), cli.say('receiver'), cli.say('channel'), ''];
  const rows = messages.map(({ at, template, receiver, channel, state }) => [
    formatInstant(at, zone),
    template,
    roleTitle(receiver)[cli.lang],
    channel,
    stateText(cli, { state }),
  ]);
  return indent(table(cli, headings, rows));
}

/** Instants in ISO 8601. */
export const saidDocument = (messages: readonly MessageRecord[]) =>
  messages.map(({ key, template, receiver, channel, state, at, changed }) => ({
    key,
    template,
    to: receiver,
    channel,
    state,
    at: new Date(at).toISOString(),
    since: new Date(changed).toISOString(),
  }));
