import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for a test, and what takes it away. */
export function inFolder(): readonly [folder: string, remove: () => void] {
  const folder = mkdtempSync(join(tmpdir(), 'duecourse-messages-'));
  return [folder, () => rmSync(folder, { recursive: true, force: true })];
}
