import { join } from 'node:path';

/** The policy file that comes with the project. */
export const POLICY = join(__dirname, '../../policy/service-centre.yaml');
