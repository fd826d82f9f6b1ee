import type { Settings } from '../../config/settings';
import { DuecourseError } from '../../time/error';
import type { Cli } from './cli';

type Register = import('../../register/open').Register;

/** Codes that say that there is no register to be read just now; a register that is not ours is another matter. */
const ABSENT = new Set(['REGISTER_UNREACHABLE', 'REGISTER_NOT_READY']);

/**
 * Lets `read` read the register. Where there is none, or it does not answer, that is said and nothing is answered.
 * @throws DuecourseError `REGISTER_TOO_NEW`, `REGISTER_CHANGED`
 */
export async function onRecord<T>(
  cli: Cli,
  settings: Settings,
  read: (register: Register) => Promise<T>,
): Promise<{ readonly found: T } | undefined> {
  try {
    return { found: await withRegister(settings, read) };
  } catch (error) {
    if (!(error instanceof DuecourseError) || !ABSENT.has(error.code)) throw error;
    cli.note(
      cli.paint.dim(settings.database ? cli.say('withoutRegister', { reason: error.message }) : cli.say('noRegister')),
    );
    return undefined;
  }
}

/** The same for a command that is nothing without it. @throws DuecourseError `REGISTER_UNREACHABLE`, `REGISTER_NOT_READY`, `REGISTER_TOO_NEW`, `REGISTER_CHANGED` */
export async function withRegister<T>({ database }: Settings, use: (register: Register) => Promise<T>): Promise<T> {
  if (database === undefined)
    throw new DuecourseError(
      'REGISTER_UNREACHABLE',
      "There is no register here. 'duecourse up' has one built in; --database or DATABASE_URL names another.",
    );
  const { openRegister, readableRegisterError } =
    require('../../register/open') as typeof import('../../register/open');
  const { requireCurrent } = require('../../register/migrate') as typeof import('../../register/migrate');
  const register = openRegister(database);
  try {
    await requireCurrent(register.db);
    return await use(register);
  } catch (error) {
    throw readableRegisterError(error, database);
  } finally {
    await register.close();
  }
}
