import { statSync } from 'node:fs';
import { emailAddress, phoneNumber } from '../activities/channels/address';
import { type Addressee, direct, type House, wayBy } from '../activities/messages/addressees';
import type { Settings } from '../config/settings';
import { housePolicy } from '../machines/catalogue';
import { type DirectoryFile, directoryFile, loadDirectory } from '../machines/policy/directory/load';
import type { Addresses } from '../machines/policy/directory/parts';
import { zoneOffsets } from '../machines/policy/zone-offsets';
import { DuecourseError } from '../time/error';
import { formatInstant, type Zone } from '../time/zone';
import { openMessages } from './messages';

/** What the channels take for an address. */
export const addresses: Addresses = { email: emailAddress, phone: phoneNumber };

export interface Watching {
  readonly policy: string;
  readonly zone: Zone;
  readonly channels: readonly string[];
  /** Told once of each change of the file that is refused; in words that repeat nothing of the file. */
  warn(message: string): void;
}

/**
 * The house as its directory has it, read anew whenever the file has changed. A change that is refused is said, and the last good one stays.
 * @throws DuecourseError `BAD_DIRECTORY` where the file is not sound to begin with
 */
export function watchDirectory({ policy, zone, channels, warn }: Watching): () => House | undefined {
  const file = directoryFile(policy);
  let [seen, directory] = [signature(file), loadDirectory(policy, { addresses, channels })];
  return () => {
    const now = signature(file);
    if (now !== seen) {
      seen = now;
      try {
        if (now === undefined && directory) warn(`${file} is gone. The people that stood in it last go on being told.`);
        directory = loadDirectory(policy, { addresses, channels }) ?? directory;
      } catch (error) {
        if (!(error instanceof DuecourseError)) throw error;
        warn(refusal(file, error));
      }
    }
    return directory && house(directory, zone);
  };
}

const house = (directory: DirectoryFile, zone: Zone): House => ({
  directory,
  wallTime: at => formatInstant(at, zone),
});

/** To whom a message to `receiver` would go now. @throws DuecourseError `BAD_POLICY`, `BAD_CHANNELS`, `BAD_DIRECTORY` */
export async function whoIsTold(
  settings: Pick<Settings, 'dataDir' | 'policy'>,
  receiver: string,
): Promise<readonly Addressee[]> {
  const { channels, routes, close } = openMessages(settings);
  try {
    const directory = loadDirectory(settings.policy, { addresses, channels: [...channels.keys()] });
    return directory ? direct(directory, [receiver], wallTimeOf(settings), wayBy(routes, channels)) : [];
  } finally {
    await close();
  }
}

/** What the clocks of the house show now. @throws DuecourseError `BAD_POLICY` */
export function wallTimeOf({ policy }: Pick<Settings, 'policy'>, now = Date.now()): string {
  return formatInstant(now, zoneOffsets(housePolicy(policy).zone, now, now));
}

/** Another one after each change that a person or a program makes. */
function signature(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && [stat.ino, stat.mtimeMs, stat.size].join(' ');
}

function refusal(file: string, { code, details }: DuecourseError): string {
  const { problems = [] } = details as { problems?: readonly { readonly line: number; readonly column: number }[] };
  const places = problems.map(({ line, column }) => `${line}:${column}`).join(', ');
  return `${code}: ${file} is not taken over, the last good one stays. Mistakes at ${places || 'the whole file'}; 'duecourse directory check' says what to write.`;
}
