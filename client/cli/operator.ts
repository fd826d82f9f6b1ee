import { catalogue } from '../../machines/catalogue';
import { REPAIRERS } from '../../statechart/protocol';
import type { Sender } from '../../statechart/types';
import type { Cli } from './cli';
import { who } from './who';

/**
 * Who repairs or moves a case: of a procedure of the house somebody who may; a stranger's machine has no roles, and takes whoever is named.
 * @throws DuecourseError `NO_SENDER`, `USAGE`, `CANCELLED`
 */
export const operator = async (cli: Cli, procedure: string, what: string): Promise<Sender | undefined> =>
  Object.hasOwn(catalogue, procedure) ? who(cli, REPAIRERS, what) : cli.sender;
