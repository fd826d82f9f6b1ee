import { entryOf } from '../../../machines/catalogue';
import { formatLeft } from '../../../time/duration';
import type { CaseDocument, NextDocument } from '../case-document';
import type { Cli } from '../cli';
import { fieldsOf } from '../fields/model';
import { indent } from './table';

/** Each case with its state, its nearest deadline and its page, open ones last: next to what may be typed. */
export function casesText(cli: Cli, documents: readonly CaseDocument[]): string[] {
  const { lang, paint, say } = cli;
  const inOrder = [...documents].sort((a, b) => Number(a.status === 'open') - Number(b.status === 'open'));
  return inOrder.flatMap(document => {
    const states = document.states.map(({ title }) => title[lang]).join(', ');
    const status =
      document.status === 'open' ? paint.cyan(states) : `${states} ${paint.dim(`(${say(document.status)})`)}`;
    const left = document.status === 'open' ? nearest(document, lang) : '';
    return [
      '',
      `  ${paint.bold(document.id)}  ${document.title[lang]} · ${status}${left}`,
      ...(document.link ? [indent(paint.dim(document.link))] : []),
    ];
  });
}

function nearest({ deadlines }: CaseDocument, lang: Cli['lang']): string {
  const open = deadlines.filter(({ leftMs }) => leftMs !== undefined);
  const [first] = open.sort((a, b) => (a.leftMs ?? 0) - (b.leftMs ?? 0));
  return first?.leftMs === undefined ? '' : ` · ${first.title[lang]} ${formatLeft(first.leftMs, lang)}`;
}

/** Commands that work as they stand, for the cases that are open. */
export function typeNext(
  cli: Cli,
  documents: readonly CaseDocument[],
  dataDir: string | undefined,
): { readonly command: string; readonly why: string }[] {
  const duecourse = (rest: string) => `npx duecourse ${rest}${dataDir === undefined ? '' : ` --data-dir ${dataDir}`}`;
  const open = documents.filter(({ status }) => status === 'open');
  const sends = open.flatMap(document => {
    const next = document.next.find(({ event }) => needsNoFields(document.procedure, event));
    return next ? [sendLine(cli, document, next, duecourse)] : [];
  });
  const last = open.at(-1);
  return [
    { command: duecourse('list --open'), why: cli.say('openCases') },
    ...(last
      ? [
          { command: duecourse(`show ${last.id} --watch`), why: last.title[cli.lang] },
          { command: duecourse(`forward ${last.id} "20 minutes"`), why: cli.say('forwardHint') },
        ]
      : []),
    ...sends.slice(-2),
    { command: duecourse('outbox'), why: cli.say('outboxHint') },
  ];
}

function sendLine(cli: Cli, { id }: CaseDocument, { event, by, title }: NextDocument, line: (rest: string) => string) {
  return { command: line(`send ${id} ${event} --as ${by[0]}`), why: title[cli.lang] };
}

function needsNoFields(procedure: string, event: string): boolean {
  const known = entryOf(procedure).schema.events[event];
  return known !== undefined && fieldsOf(known.data).every(({ required }) => !required);
}
