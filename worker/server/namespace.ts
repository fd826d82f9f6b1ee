import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { DuecourseError } from '../../time/error';
import { registerSearchAttributes } from './search-attributes';

/** How long (ms) finished cases stay to be looked at. The server itself would drop them after one. */
const retention = 30 * 86_400_000;

export interface NamespaceOptions {
  /** How long (ms) the server may take to answer; default 60,000. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** A server of our own, on which the retention is ours to set too. */
  readonly own: boolean;
}

/**
 * Waits until the server answers for the namespace, and gives the namespace what cases need: search attributes and, on a server of
 * our own, 30 days for finished cases.
 *
 * @throws DuecourseError NAMESPACE_UNKNOWN or SERVER_UNREACHABLE when the time is over, SEARCH_ATTRIBUTES_REFUSED; `signal.reason` when aborted
 */
export async function prepareNamespace(
  address: string,
  namespace: string,
  { timeout = 60_000, signal, own }: NamespaceOptions,
): Promise<void> {
  const connection = Connection.lazy({ address });
  try {
    await answers(connection, address, namespace, Date.now() + timeout, signal);
    await registerSearchAttributes(connection, namespace);
    if (own) await keepFinishedCases(connection, namespace);
  } finally {
    await connection.close();
  }
}

async function answers(
  connection: Connection,
  address: string,
  namespace: string,
  end: number,
  signal?: AbortSignal,
): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      await connection.withDeadline(Date.now() + 2000, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
      return;
    } catch (error) {
      const { code, details } = error as { code?: number; details?: string };
      if (Date.now() > end)
        throw code === notFound
          ? unknownNamespace(address, namespace)
          : unreachable(address, code === deadlineExceeded ? undefined : details);
      await delay(100);
    }
  }
}

/** Raises the time for which finished cases are kept to 30 days; never lowers it. */
async function keepFinishedCases(connection: Connection, namespace: string): Promise<void> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1000 >= retention) return;
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: msToTs(retention) },
  });
}

/** gRPC status codes. */
const notFound = 5;
const deadlineExceeded = 4;

const unknownNamespace = (address: string, namespace: string) =>
  new DuecourseError(
    'NAMESPACE_UNKNOWN',
    `The Temporal server at ${address} has no namespace "${namespace}". Create it there, or name another: --namespace or DUECOURSE_NAMESPACE=….`,
    {
      address,
      namespace,
    },
  );

const unreachable = (address: string, why = 'no answer') =>
  new DuecourseError(
    'SERVER_UNREACHABLE',
    `No Temporal server answers at ${address} (${why}). Start one with \`duecourse up\`, or name another: --address host:port.`,
    { address },
  );
