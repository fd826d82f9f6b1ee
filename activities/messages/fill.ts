import type { Liquid } from 'liquidjs';
import { type Piece, type Slip, slipOf, type TemplateFile } from './template-file';

export interface Rendered {
  readonly subject?: string;
  readonly text: string;
  /** By channel: the provider's template that says the same, and its parameters, by name or by place. */
  readonly channels?: { readonly [channel: string]: ProviderTemplate };
}

export interface ProviderTemplate {
  readonly id: string;
  readonly params?: readonly string[] | { readonly [name: string]: string };
}

/** Why a text could not be made: what a template asks for is not there. */
export class Unfilled extends Error {
  constructor(readonly slip: Slip) {
    super(slip.message);
  }
}

/** A template filled with data. @throws Unfilled where a variable is missing: never a blank in a message */
export function filled(engine: Liquid, { subject, body, channels }: TemplateFile, data: object): Rendered {
  const fill = ({ parsed, line }: Piece): string => {
    try {
      return (engine.renderSync(parsed, data) as string).trim();
    } catch (error) {
      throw new Unfilled(slipOf(error, line));
    }
  };
  // A line break that came in with the data must not begin another line of a mail's head.
  const head = subject && fill(subject).replace(/\s+/g, ' ');
  const named = Object.entries(channels).map(
    ([name, { id, params }]) => [name, { id, ...(params && { params: paramsOf(params, fill) }) }] as const,
  );
  return {
    ...(head && { subject: head }),
    text: fill(body),
    ...(named.length > 0 && { channels: Object.fromEntries(named) }),
  };
}

type Params = NonNullable<TemplateFile['channels'][string]['params']>;

const isList = (params: Params): params is readonly Piece[] => Array.isArray(params);

const paramsOf = (params: Params, fill: (piece: Piece) => string): ProviderTemplate['params'] =>
  isList(params)
    ? params.map(fill)
    : Object.fromEntries(Object.entries(params).map(([name, piece]) => [name, fill(piece)]));
