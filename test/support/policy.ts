import { cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The policy file that comes with the project. */
export const POLICY = join(__dirname, '../../policy/service-centre.yaml');

/** At any hour, as many as there are: a test must not depend on the time of day. */
const AT_ONCE = 'when: { quiet: [], throttle: [] }\n';

/** A copy of the project's policy folder with channels of its own; they send at once unless they say `when`. Answers with its policy file. */
export function policyWith(folder: string, channels: string): string {
  cpSync(dirname(POLICY), folder, { recursive: true });
  writeFileSync(join(folder, 'channels.yaml'), /^when:/m.test(channels) ? channels : channels + AT_ONCE);
  return join(folder, 'service-centre.yaml');
}
