import type { Cell } from './cells';

/** A book, or its day-by-day pages, in the words of one language: what is written, before anybody says in which kind of file. */
export interface Page {
  /** As the tab of a workbook names it. */
  readonly name: string;
  readonly title: string;
  /** Period, article, when it was written: the line under the title. */
  readonly about: readonly string[];
  readonly headings: readonly { readonly text: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
  /** At its foot: how many there are, and who signs. */
  readonly foot: readonly string[];
}
