import { encodings } from 'smpp';

/** A text as an SMS carries it: in one part, or in several that the phone puts together. */
export interface SmsParts {
  /** 0 for the alphabet of GSM 03.38, 8 for UCS-2. */
  readonly dataCoding: 0 | 8;
  /** Octets of the text, without the header that says which part it is. */
  readonly parts: readonly Buffer[];
}

/** What fits into one part (octets as they are sent, a septet in an octet of its own), alone and as one of several: 160 and 153 letters, 70 and 67 characters of Chinese. */
const ROOM = { 0: { alone: 160, several: 153 }, 8: { alone: 140, several: 134 } } as const;

/** Divides a text. A character that takes two units (an emoji, `€`) is never cut in two. */
export function smsParts(text: string): SmsParts {
  const dataCoding = encodings.ASCII.match(text) ? 0 : 8;
  const octets = dataCoding === 0 ? encodings.ASCII.encode(text) : encodings.UCS2.encode(text);
  const { alone, several } = ROOM[dataCoding];
  if (octets.length <= alone) return { dataCoding, parts: [octets] };
  const parts: Buffer[] = [];
  for (let begin = 0; begin < octets.length; ) {
    let end = Math.min(begin + several, octets.length);
    if (end < octets.length && cuts(octets, end, dataCoding)) end -= dataCoding === 0 ? 1 : 2;
    parts.push(octets.subarray(begin, end));
    begin = end;
  }
  return { dataCoding, parts };
}

/** Whether a cut before `end` would part what belongs together: an escape and its letter, the two halves of a surrogate pair. */
function cuts(octets: Buffer, end: number, dataCoding: 0 | 8): boolean {
  if (dataCoding === 0) return octets[end - 1] === 0x1b;
  return (octets.readUInt16BE(end - 2) & 0xfc00) === 0xd800;
}

/** The header (UDH) of a part: `reference` is the same in all parts of a message, `number` counts from 1. */
export const partHeader = (reference: number, of: number, number: number): Buffer =>
  Buffer.from([5, 0, 3, reference & 0xff, of, number]);
