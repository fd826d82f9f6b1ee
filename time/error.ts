/**
 * The one error of duecourse that people are meant to read.
 *
 * `code` is stable and in upper snake case (the table of all codes is `docs/errors.md`); `message` says in English what is wrong and what to do;
 * `details` carries plain data for programs (what would be allowed, where in a file), never a person's name, phone or words.
 */
export class DuecourseError extends Error {
  override readonly name = 'DuecourseError';
  constructor(
    readonly code: string,
    message: string,
    readonly details: { readonly [key: string]: unknown } = {},
  ) {
    super(message);
  }
}
