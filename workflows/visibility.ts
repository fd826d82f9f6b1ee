import { defineSearchAttributeKey } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Case } from '../statechart/case';
import { detailsOf, type EventTitles } from '../statechart/details';
import { INCIDENT_TAG, SEARCH } from '../statechart/protocol';
import { deadlinesOf, tagsOf } from '../statechart/view';
import type { DurableOptions } from './options';
import { RegisterNotice } from './register-notice';

const TAGS = defineSearchAttributeKey(SEARCH.tags, 'KEYWORD_LIST');
const DEADLINE = defineSearchAttributeKey(SEARCH.deadline, 'DATETIME');

/** What the Web UI and searches see of a case. */
export class Visibility {
  private written = inForce();
  private readonly searchable: boolean;
  private readonly notice: RegisterNotice | undefined;

  constructor(
    private readonly events: EventTitles | undefined,
    { searchAttributes = false, registered = false }: DurableOptions,
  ) {
    this.searchable = searchAttributes;
    this.notice = registered ? new RegisterNotice() : undefined;
  }

  /** Search attributes cost an event: they are written only when tags or the next deadline changed. `now` in ms. */
  publish(of: Case, now: number): void {
    setCurrentDetails(detailsOf(of, this.events));
    this.notice?.give(of);
    if (!this.searchable) return;
    const due = deadlinesOf(of, now).flatMap(deadline => deadline.due ?? []);
    const deadline = due.length > 0 ? new Date(Math.min(...due)) : null;
    const tags = tagsOf(of);
    const attributes = JSON.stringify([tags, deadline]);
    if (attributes === this.written) return;
    this.written = attributes;
    upsertSearchAttributes([
      { key: TAGS, value: tags },
      { key: DEADLINE, value: deadline },
    ]);
  }
}

/** A case that cannot be taken up is found among the incidents, and says why. */
export function markParked(searchable: boolean, words: string): void {
  setCurrentDetails(words);
  if (searchable) upsertSearchAttributes([{ key: TAGS, value: [INCIDENT_TAG] }]);
}

/** What an earlier run wrote; it stays in force through continue-as-new. */
function inForce(): string {
  const { typedSearchAttributes } = workflowInfo();
  return JSON.stringify([typedSearchAttributes.get(TAGS) ?? null, typedSearchAttributes.get(DEADLINE) ?? null]);
}
