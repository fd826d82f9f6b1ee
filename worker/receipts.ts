import type { Messages } from './messages';
import type { ReceiptsServer } from './receipts-server';

/**
 * Takes in delivery reports where the channel file names a port. Several workers of one machine share the port: whoever has it serves them all,
 * for they share the ledger.
 */
export async function receiveReceipts(messages: Messages): Promise<ReceiptsServer | undefined> {
  const { receipts } = messages.file;
  if (!receipts) return undefined;
  // Loaded only where it is asked for.
  const { receiptsServer } = require('./receipts-server') as typeof import('./receipts-server');
  try {
    return await receiptsServer(messages, receipts);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    process.stderr.write(
      `Port ${receipts.port} for delivery reports is taken: this worker leaves them to whoever has it.\n`,
    );
    return undefined;
  }
}
