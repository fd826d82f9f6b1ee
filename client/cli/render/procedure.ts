import { formatDuration } from '../../../time/duration';
import type { Cli } from '../cli';
import type { Field } from '../fields/model';
import { roleTitle } from '../labels';
import type { ClockDocument, ProcedureDocument } from '../procedure-document';
import { rolesInWords } from './people';
import { indent, table } from './table';
import { wrap } from './wrap';

/** A procedure from its rules to its limits. */
export function procedureText(cli: Cli, of: ProcedureDocument): string {
  const { lang, say, paint } = cli;
  const section = (heading: string, body: string): string[] =>
    body === '' ? [] : ['', paint.bold(heading), indent(body)];
  return [
    `${paint.bold(of.title[lang])}  ${of.name}@${of.version}`,
    ...section(say('rules'), sources(cli, of)),
    ...section(say('states'), states(cli, of)),
    ...section(say('startedBy', { roles: rolesInWords(of.startedBy, lang) }), fieldLines(cli, of.input)),
    ...section(say('events'), events(cli, of)),
    ...section(say('clocks'), clocks(cli, of)),
    ...section(say('pauses'), pauses(cli, of)),
    ...section(say('lateEntriesBy'), rolesInWords(of.lateEntries, lang)),
    ...section(say('otherLimits'), limits(cli, of)),
  ].join('\n');
}

function sources({ lang, width, paint }: Cli, { source }: ProcedureDocument): string {
  return source
    .map(({ article, text }) => {
      const words = text ? `\n${indent(paint.dim(wrap(text[lang], Math.min(width, 110) - 4)))}` : '';
      return `${article}${words}`;
    })
    .join('\n');
}

function states(cli: Cli, { states: all }: ProcedureDocument): string {
  const { lang, say, paint } = cli;
  const rows = all.map(({ id, title, depth, final, tags, rule }) => [
    `${'  '.repeat(depth)}${final ? '◉' : '○'} ${title[lang]}`,
    paint.dim(id),
    tags.join(', '),
    rule ?? '',
  ]);
  return table(cli, [say('state'), 'state:', 'tag:', say('rule')], rows);
}

function events(cli: Cli, { events: all }: ProcedureDocument): string {
  return all
    .map(({ event, title, by, fields }) => {
      const head = `${cli.paint.cyan(event)}  ${title[cli.lang]}  ${cli.paint.dim(rolesInWords(by, cli.lang))}`;
      return fields.length === 0 ? head : `${head}\n${indent(fieldLines(cli, fields))}`;
    })
    .join('\n');
}

function fieldLines(cli: Cli, fields: readonly Field[]): string {
  const rows = fields.map(({ path, title, kind, choices, required }) => [
    path,
    title[cli.lang],
    cli.paint.dim(choices?.join(' | ') ?? cli.say(`kind_${kind}`)),
    required ? '' : cli.paint.dim(cli.say('optional')),
  ]);
  return rows.length === 0 ? '' : table(cli, [], rows);
}

function clocks(cli: Cli, { clocks: all }: ProcedureDocument): string {
  const { lang, say } = cli;
  const headings = [say('deadline'), say('limit'), say('reminders'), say('levels'), say('rule')];
  const rows = all.map(clock => [
    clock.title[lang],
    clock.limit ? formatDuration(clock.limit, lang) : say('promised'),
    clock.warnAt.map(share => `${Math.round(share * 100)} %`).join(', '),
    levels(cli, clock),
    clock.rule ?? '◇',
  ]);
  return rows.length === 0 ? '' : `${table(cli, headings, rows)}\n${cli.paint.dim(say('ofThePolicy'))}`;
}

function levels({ lang, say }: Cli, { levels: roles, every }: ClockDocument): string {
  const names = roles.map(role => roleTitle(role)[lang]).join(' → ');
  return every && roles.length > 1 ? `${names} (${say('each', { every: formatDuration(every, lang) })})` : names;
}

function pauses({ lang, say, ...cli }: Cli, { clocks: all }: ProcedureDocument): string {
  const rows = all.flatMap(clock =>
    clock.pauses.map(({ title, remindAfter, longest }) => [
      title[lang],
      clock.title[lang],
      remindAfter ? formatDuration(remindAfter, lang) : '',
      formatDuration(longest, lang),
    ]),
  );
  const headings = [say('paused'), say('deadline'), say('reminders'), say('atMost')];
  return rows.length === 0 ? '' : table(cli, headings, rows);
}

/** Limits and numbers that the machine itself reads: no clock goes by their name. */
function limits(cli: Cli, { limits: all, clocks: known, numbers }: ProcedureDocument): string {
  const rest = Object.entries(all).filter(([name]) => !known.some(clock => clock.name === name));
  const rows = [
    ...rest.map(([name, duration]) => [name, formatDuration(duration, cli.lang)]),
    ...Object.entries(numbers).map(([name, n]) => [name, String(n)]),
  ];
  return rows.length === 0 ? '' : table(cli, [], rows);
}
