import { DuecourseError } from '../time/error';
import type { Definition } from './definition';
import type { Envelope } from './types';

/** @throws DuecourseError `ENVELOPE_LAYOUT`, `ENVELOPE_MACHINE` for an envelope that the definition cannot take up */
export function requireOwn(definition: Definition, { layout, name, version }: Envelope): void {
  if (layout !== 1) {
    throw new DuecourseError(
      'ENVELOPE_LAYOUT',
      `This case was saved by a later release (layout ${String(layout)}); upgrade the worker.`,
    );
  }
  if (name !== definition.name || version !== definition.version) {
    throw new DuecourseError(
      'ENVELOPE_MACHINE',
      `This case belongs to ${name}@${version}, not to ${definition.name}@${definition.version}.`,
    );
  }
}
