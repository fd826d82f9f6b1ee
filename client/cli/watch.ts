import { DuecourseError } from '../../time/error';
import type { Shown } from '../desk';
import { type CaseDocument, zoneOf } from './case-document';
import type { Cli } from './cli';
import { caseText } from './render/case';
import { journalTable } from './render/journal';
import type { Opened } from './with-desk';

const EVERY_MS = 1_000;
const LINES = 8;

interface Seen {
  readonly shown: Shown;
  readonly document: CaseDocument;
}

/**
 * Follows a case until Ctrl-C or its end. A terminal shows it afresh every second; elsewhere each new line of the journal is printed
 * once, with `--json` one document a line whenever the case has changed.
 */
export async function watchCase(cli: Cli, { show }: Opened, id: string): Promise<void> {
  let last = await show(id);
  const stop = interruption();
  const follow = cli.terminal ? onScreen(cli) : inLines(cli);
  try {
    follow.draw(last);
    while (!stop.asked && last.document.status === 'open') {
      await stop.pause(EVERY_MS);
      if (stop.asked) break;
      try {
        last = await show(id);
        follow.draw(last);
      } catch (error) {
        if (!(error instanceof DuecourseError) || error.code === 'UNKNOWN_CASE') throw error;
        follow.trouble(last, error.message);
      }
    }
  } finally {
    stop.release();
    follow.end(last);
  }
}

interface Follow {
  draw(seen: Seen): void;
  trouble(seen: Seen, reason: string): void;
  end(seen: Seen): void;
}

/** The terminal's second screen; what was last seen stays when it is left. */
function onScreen(cli: Cli): Follow {
  const text = ({ shown, document }: Seen) => caseText(cli, shown, document, { journal: LINES, data: true });
  const put = (body: string, foot: string) => {
    const lines = body.split('\n').slice(0, Math.max(5, (process.stdout.rows || 40) - 2));
    process.stdout.write(`\u001b[H${lines.map(line => `${line}\u001b[K`).join('\n')}\n${foot}\u001b[K\u001b[J`);
  };
  process.stdout.write('\u001b[?1049h\u001b[?25l');
  return {
    draw: seen => put(text(seen), cli.paint.dim(cli.say('stopHint'))),
    trouble: (seen, reason) => put(text(seen), cli.paint.yellow(cli.say('notAnswering', { reason }))),
    end: seen => void process.stdout.write(`\u001b[?25h\u001b[?1049l${text(seen)}\n`),
  };
}

function inLines(cli: Cli): Follow {
  let revision = -1;
  let printed = 0;
  return {
    draw: ({ shown, document }) => {
      if (cli.json) {
        if (document.revision !== revision) process.stdout.write(`${JSON.stringify(document)}\n`);
        revision = document.revision;
        return;
      }
      const fresh = document.journal.slice(printed);
      printed = document.journal.length;
      if (fresh.length > 0)
        process.stdout.write(`${body(journalTable(cli, shown.entry, fresh, zoneOf(shown.view)))}\n`);
    },
    trouble: (_, reason) => cli.note(cli.say('notAnswering', { reason })),
    end: () => {},
  };
}

/** A table's rows without its headings. */
const body = (table: string): string => table.split('\n').slice(1).join('\n');

/** Ctrl-C ends the pause that is under way, and only asks for the end. */
function interruption() {
  const state = { asked: false };
  let wake = () => {};
  const stop = () => {
    state.asked = true;
    wake();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    get asked() {
      return state.asked;
    },
    pause: (ms: number) =>
      new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    release: () => void process.off('SIGINT', stop).off('SIGTERM', stop),
  };
}
