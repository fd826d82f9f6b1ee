import type { Extension, Standing } from '../../statechart/definition';
import { extendable } from '../../statechart/extension';
import { budgetOf } from '../../statechart/policy';
import type { AnyEvent } from '../../statechart/types';
import { isOpen } from '../../time/clock';
import { DuecourseError } from '../../time/error';
import { formatInstant } from '../../time/zone';
import type { EveryCaseEvent } from './every-case.schema';
import type { CaseFile, WithFile } from './file';

/** Each says what would be allowed instead. */
const refuse = (code: string, message: string, details: object = {}) =>
  new DuecourseError(code, message, { ...details });

/** Why a case does not take one of the events that every case has, as it stands; its state is not asked. */
export function hindrance(standing: Standing, event: AnyEvent, { clocks }: Extension): DuecourseError | undefined {
  const context = standing.context as WithFile;
  const { file = {} } = context;
  const sent = event as unknown as EveryCaseEvent;
  switch (sent.type) {
    case 'HOLD':
      return holdRefused(context, standing.at, sent.until);
    case 'RESUME':
      return file.hold
        ? undefined
        : refuse('NOT_ON_HOLD', 'The case is not on hold: its clocks run. There is nothing to resume.');
    case 'SUPERVISION_ENDED':
      return file.supervised
        ? undefined
        : refuse('NOT_SUPERVISED', 'The case is not under supervision. SUPERVISED puts it under supervision.');
    case 'EXTENSION_ASKED':
      return file.extension ? extensionTaken(file.extension) : tooLate(standing, clocks);
    case 'EXTENSION_APPROVED':
    case 'EXTENSION_REFUSED':
      if (!file.extension)
        return refuse(
          'EXTENSION_NOT_ASKED',
          'Nobody has asked for an extension; EXTENSION_ASKED does, before the deadline.',
        );
      if (file.extension.granted) return extensionTaken(file.extension);
      return sent.type === 'EXTENSION_APPROVED' ? tooLate(standing, clocks) : undefined;
    default:
      return undefined;
  }
}

function holdRefused({ file, policy }: WithFile, at: number, until: string | undefined): DuecourseError | undefined {
  if (file?.hold) {
    const words = `The case is on hold until ${formatInstant(file.hold.until, policy.zone)} at the longest; RESUME ends that.`;
    return refuse('ALREADY_ON_HOLD', words, { until: file.hold.until });
  }
  if (until === undefined) return undefined;
  const latest = at + budgetOf(policy, 'holdLongest', at);
  if (Date.parse(until) > latest) {
    const words = `A case may be on hold until ${formatInstant(latest, policy.zone)} at the longest.`;
    return refuse('HOLD_TOO_LONG', words, { latest });
  }
  if (Date.parse(until) > at) return undefined;
  return refuse(
    'HOLD_IN_PAST',
    `A hold ends later than it begins: from now until ${formatInstant(latest, policy.zone)}.`,
    { latest },
  );
}

const extensionTaken = ({ granted, reason }: NonNullable<CaseFile['extension']>): DuecourseError =>
  granted
    ? refuse('EXTENSION_USED', `The case was extended once, by ${granted}; it cannot be extended again.`)
    : refuse(
        'EXTENSION_PENDING',
        'An extension has been asked for already: EXTENSION_APPROVED or EXTENSION_REFUSED answers it.',
        {
          reason,
        },
      );

function tooLate({ clocks }: Standing, names: readonly string[]): DuecourseError | undefined {
  if (extendable(clocks, names) !== undefined) return undefined;
  const missed = names.filter(name => clocks[name] && isOpen(clocks[name]));
  if (missed.length === 0)
    return refuse('NO_DEADLINE_RUNS', 'No deadline of the case runs now that could be extended.');
  return refuse(
    'EXTENSION_TOO_LATE',
    'The deadline has passed: an extension is asked for and approved before it does.',
    { missed },
  );
}
