import { cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The policy file that comes with the project. */
export const POLICY = join(__dirname, '../../policy/service-centre.yaml');

/** A copy of the project's policy folder with channels of its own; answers with its policy file. */
export function policyWith(folder: string, channels: string): string {
  cpSync(dirname(POLICY), folder, { recursive: true });
  writeFileSync(join(folder, 'channels.yaml'), channels);
  return join(folder, 'service-centre.yaml');
}
