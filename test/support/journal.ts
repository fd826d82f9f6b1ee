import type { JournalEntry } from '../../statechart/types';

/** A journal as lines that a person can compare: what happened, without instants. */
export function lines(journal: readonly JournalEntry[]): string[] {
  return journal.map(entry => {
    switch (entry.type) {
      case 'event':
        return entry.by ? `${entry.event} by ${entry.by.role}` : entry.event;
      case 'clock':
        return [
          `clock ${entry.clock}`,
          entry.what,
          entry.share === undefined ? '' : `${entry.share * 100} %`,
          entry.level ?? '',
          entry.overtaken ? 'overtaken' : '',
          entry.cycle > 1 ? `(${entry.cycle})` : '',
        ]
          .filter(Boolean)
          .join(' ');
      case 'refused':
        return `refused ${entry.event}: ${entry.code}`;
      case 'action':
        return `failed ${entry.action}`;
      default:
        return entry.type;
    }
  });
}

export const clockLines = (journal: readonly JournalEntry[]): string[] =>
  lines(journal).filter(line => line.startsWith('clock '));
