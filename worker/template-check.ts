import type { Liquid } from 'liquidjs';
import { smsParts } from '../activities/channels/sms-parts';
import { filled, Unfilled } from '../activities/messages/fill';
import type { Piece, Slip, TemplateFile } from '../activities/messages/template-file';
import { didYouMean } from '../machines/policy/suggest';
import { sampleData, variablesOf } from '../machines/sample-data';
import { samplesFor } from '../machines/samples';
import type { Lang } from '../time/lang';

/** How long a text is as an SMS. */
export interface SmsSize {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly characters: number;
  readonly parts: number;
}

export function smsSize(text: string): SmsSize {
  const { dataCoding, parts } = smsParts(text);
  return { encoding: dataCoding === 0 ? 'GSM-7' : 'UCS-2', characters: [...text].length, parts: parts.length };
}

/** An instant as messages have it (ms): no other number in them is as large. */
const isInstant = (value: unknown): value is number => typeof value === 'number' && value > 1e12;

/**
 * What keeps a template that can be read from being filled by what its procedure says: names that it does not have, an instant without `| instant`,
 * a variable that is not always there outside an `{% if %}`. Found without running anything, by the declared samples; nothing is said where there are none.
 */
export function variableSlips(engine: Liquid, procedure: string, template: string, file: TemplateFile): Slip[] {
  if (!samplesFor(procedure, template)) return [];
  const known = variablesOf(samplesFor(procedure, template), template);
  const pieces = [
    ...(file.subject ? [file.subject] : []),
    file.body,
    ...Object.values(file.channels).flatMap(({ params }) => Object.values<Piece>({ ...params })),
  ];
  const used = pieces.flatMap(({ parsed, line }) =>
    Object.entries(engine.analyzeSync(parsed).globals).flatMap(([name, places]) =>
      places.map(({ location }) => ({ name, line: line + location.row - 1, column: location.col })),
    ),
  );
  const unknown = used.filter(({ name }) => !known.has(name));
  if (unknown.length > 0) {
    const names = [...known.keys()];
    return unknown.map(({ name, ...place }) => {
      const near = didYouMean(name, names);
      return { ...place, message: `"${name}" is not known here${near || '.'} There are: ${names.join(', ')}.` };
    });
  }
  try {
    filled(engine, file, sampleData(samplesFor(procedure, template), template, 'zh', false));
    const made = JSON.stringify(filled(engine, file, sampleData(samplesFor(procedure, template), template, 'zh')));
    return Object.entries(sampleData(samplesFor(procedure, template), template, 'zh')).flatMap(([name, value]) => {
      const place = used.find(each => each.name === name);
      if (!isInstant(value) || !place || !made.includes(String(value))) return [];
      const message = `"${name}" is an instant; write {{ ${name} | instant }}.`;
      return [{ line: place.line, column: place.column, message }];
    });
  } catch (error) {
    if (error instanceof Unfilled) return [error.slip];
    throw error;
  }
}

/** A template filled with its samples. @throws Unfilled */
export const withSamples = (engine: Liquid, procedure: string, template: string, lang: Lang, file: TemplateFile) =>
  filled(engine, file, sampleData(samplesFor(procedure, template), template, lang));
