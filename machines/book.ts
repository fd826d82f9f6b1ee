import type { Text } from '../statechart/types';
import type { Article } from './articles';

/**
 * A book of the house: what is entered in it of the cases of one procedure. It is data only; the register has the values, and every book
 * can be had for any period. A row is a case that was opened in the period; what a person did comes from the case's steps, so that a correction
 * stands beside what it corrects.
 */
export interface Book {
  /** What it is asked for by. */
  readonly name: string;
  readonly procedure: string;
  readonly title: Text;
  /** The article that wants it kept; none where the house keeps it by itself. */
  readonly source?: Article;
  /** `list`: a line a case. `slip`: a form a case, each on a page of its own. */
  readonly layout: 'list' | 'slip';
  readonly columns: readonly Column[];
  /** Who signs at its foot. */
  readonly signed: readonly Text[];
}

export interface Column {
  readonly title: Text;
  /**
   * Where the value lies in the register:
   * - `case.id`, `case.started`, `case.closed`, `case.state`
   * - `context.subject`, `context.owner.phone` — what the case holds now
   * - `steps.REPLIED.at`, `steps.REPLIED.by`, `steps.REPLIED.data.reply` — each time that event was entered, in order
   * - `clocks.reply.due`, `clocks.reply.status`
   */
  readonly value: string;
  /** In characters; Chinese ones count twice. */
  readonly width: number;
  /** What people say for a value. */
  readonly words?: { readonly [value: string]: Text };
  /** Who may not see names sees it masked (`name`, `phone`) or not at all (`hidden`). */
  readonly sight?: 'name' | 'phone' | 'hidden';
  /** What stands there where there is no value. */
  readonly empty?: Text;
}

/** A column; `more` says what is special about it. */
export const column = (
  zh: string,
  en: string,
  value: string,
  width: number,
  more: Omit<Column, 'title' | 'value' | 'width'> = {},
): Column => ({ title: { zh, en }, value, width, ...more });

export const caseNumber = column('案号', 'Case', 'case.id', 18);
export const caseState = column('办理状态', 'State', 'case.state', 14);
export const caseClosed = column('结案时间', 'Closed', 'case.closed', 16);
export const signedByKeeper: readonly Text[] = [
  { zh: '填表人', en: 'Entered by' },
  { zh: '主管审核', en: 'Seen by the supervisor' },
];
