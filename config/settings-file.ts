import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { DuecourseError } from '../time/error';
import { type FieldName, fieldNames } from './fields';

/** A setting as the file gives it, not yet checked, with its line (from 1). */
export interface FileEntry {
  readonly name: FieldName;
  readonly value: unknown;
  readonly line: number;
}

/**
 * Reads a config file: a YAML map from setting to value.
 *
 * @throws DuecourseError SETTINGS_INVALID where the file cannot be read, is not a map, or has an unknown or repeated key (with file and line)
 */
export function readSettingsFile(file: string): readonly FileEntry[] {
  const lines = new LineCounter();
  const document = parseDocument(read(file), { lineCounter: lines });
  const refuse = (offset: number, problem: string): never => {
    const { line } = lines.linePos(offset);
    throw new DuecourseError('SETTINGS_INVALID', `${file}:${line}: ${problem}`, { file, line });
  };
  const broken = document.errors[0];
  if (broken) refuse(broken.pos[0], broken.message.split('\n')[0] ?? 'is not YAML');
  if (document.contents === null) return [];
  if (!isMap(document.contents)) return refuse(0, 'must be a list of settings, one `name: value` a line.');
  return document.contents.items.map(({ key, value }) => {
    const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
    const name = fieldNames.find(known => isScalar(key) && known === key.value);
    if (!name) return refuse(offset, `unknown setting "${key}". Known: ${fieldNames.join(', ')}.`);
    return { name, value: isScalar(value) ? value.value : document.toJS()[name], line: lines.linePos(offset).line };
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new DuecourseError(
      'SETTINGS_INVALID',
      `${file}: cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      { file },
    );
  }
}
