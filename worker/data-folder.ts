import { accessSync, constants, mkdirSync } from 'node:fs';
import { DuecourseError } from '../time/error';

/**
 * Makes the data folder where it is missing.
 *
 * @throws DuecourseError DATA_FOLDER_UNWRITABLE
 */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    throw new DuecourseError(
      'DATA_FOLDER_UNWRITABLE',
      `The data folder ${folder} cannot be written (${why}). Give the right to write there, or name another folder: --data-dir, DUECOURSE_DATA=… or \`dataDir: …\` in duecourse.yaml.`,
      { folder },
    );
  }
}
