import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { DuecourseError } from '../time/error';
import type { Channel } from './channel';
import type { Templates } from './templates';

/** What a machine says: which template, to which roles, and what the template needs. */
export interface Notice {
  readonly template: string;
  readonly to: readonly string[];
  readonly data: object;
}

/** The activity `notify`: says something to one or several receivers, each once however often it is tried. */
export function notifyBy(channel: Channel, templates: Templates): (notice: Notice, step: string) => Promise<void> {
  return async ({ template, to, data }, step) => {
    const { workflowExecution, workflowType, scheduledTimestampMs } = Context.current().info;
    const id = workflowExecution!.workflowId;
    const procedure = workflowType!;
    const texts = await rendered(templates, procedure, template, { ...data, caseId: id });
    for (const receiver of to) {
      await channel.send({
        key: `${id}/${step}/${receiver}`,
        case: id,
        procedure,
        template,
        to: receiver,
        at: scheduledTimestampMs,
        texts,
      });
    }
  };
}

/** A template that is missing or broken is a matter for the operator: it is tried again until it is mended. */
async function rendered(templates: Templates, procedure: string, template: string, data: object) {
  try {
    const [zh, en] = await Promise.all([
      templates.render(procedure, template, 'zh', data),
      templates.render(procedure, template, 'en', data),
    ]);
    return { zh, en };
  } catch (error) {
    if (error instanceof DuecourseError) throw ApplicationFailure.create({ type: error.code, message: error.message });
    throw error;
  }
}
