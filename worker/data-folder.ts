import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DuecourseError } from '../time/error';

/**
 * Makes the data folder where it is missing.
 *
 * @throws DuecourseError DATA_FOLDER_UNWRITABLE
 */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(`${folder}/.`, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    throw new DuecourseError(
      'DATA_FOLDER_UNWRITABLE',
      `The data folder ${folder} cannot be written (${why}). Give the right to write there, or name another folder: --data-dir, DUECOURSE_DATA=… or \`dataDir: …\` in duecourse.yaml.`,
      { folder },
    );
  }
}

/** Level by level: `recursive` never returns where the system says no by ENOENT, as under `/proc`. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
