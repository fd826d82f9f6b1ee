import { proxySinks, type Sinks } from '@temporalio/workflow';
import type { Case } from '../statechart/case';

/** What the worker is told outside of history. */
export interface RegisterSinks extends Sinks {
  readonly register: {
    /** `position`: revision and journal lines of the case together, which grow with whatever happens in it. */
    changed(position: number): void;
  };
}

/**
 * Tells the worker that a case has changed: no more than that, for the step is not committed yet, and may never be. Whoever wants
 * to know what it has come to asks the case, which answers with what is committed.
 */
export class RegisterNotice {
  private readonly register = proxySinks<RegisterSinks>().register;
  private given = -1;

  give({ revision, lines }: Case): void {
    const position = revision + lines;
    if (position === this.given) return;
    this.given = position;
    this.register.changed(position);
  }
}
