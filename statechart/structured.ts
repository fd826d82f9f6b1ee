import type { Json } from './types';

/** A deep copy of plain JSON; the workflow sandbox has no structuredClone. */
export const structured = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;
