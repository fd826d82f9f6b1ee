import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { type DataConverter, defineSearchAttributeKey } from '@temporalio/common';
import { SEARCH } from '../statechart/protocol';
import { DuecourseError } from '../time/error';
import { CaseHandle } from './case';
import { readable } from './errors';

const PROCEDURE = defineSearchAttributeKey(SEARCH.procedure, 'KEYWORD');

export interface ConnectOptions {
  /** `host:port` of the Temporal server, `127.0.0.1:7233` by default. */
  readonly address?: string;
  readonly namespace?: string;
  /** Used by `start` when it names none. */
  readonly taskQueue?: string;
  readonly dataConverter?: DataConverter;
  /** Anything else that Temporal's connection takes: TLS, API key, metadata. */
  readonly connection?: Omit<ConnectionOptions, 'address'>;
}

export interface StartOptions {
  /** The workflow id: readable, unique, and without personal data. */
  readonly id: string;
  readonly taskQueue?: string;
  /** The machine's input. */
  readonly input?: unknown;
  /** Words for the Web UI, without personal data. */
  readonly summary?: string;
  readonly details?: string;
  /** Which version of the machine the case runs for good; the first one that the worker has unless told. */
  readonly version?: number;
  readonly searchAttributes?: { readonly procedure: string };
  /** What the case takes along beside its input; a procedure's version, policy and starter. */
  readonly carry?: object;
}

/** Connects to a Temporal server. @throws DuecourseError `SERVER_UNREACHABLE` */
export async function connect(options: ConnectOptions = {}): Promise<Cases> {
  const { address = '127.0.0.1:7233', namespace = 'default', taskQueue, dataConverter, connection: more } = options;
  let connection: Connection;
  try {
    connection = await Connection.connect({ address, connectTimeout: 5_000, ...more });
  } catch (error) {
    throw new DuecourseError(
      'SERVER_UNREACHABLE',
      `No Temporal server answers at ${address}. 'npm start' starts one; --address or TEMPORAL_ADDRESS names another.`,
      {
        address,
        reason: error instanceof Error ? error.message : String(error),
      },
    );
  }
  return new Cases(new Client({ connection, namespace, ...(dataConverter && { dataConverter }) }), address, taskQueue);
}

/** The cases on one server and namespace. */
export class Cases {
  private readonly known = new Map<string, WeakRef<CaseHandle>>();

  constructor(
    /** Temporal's own client, for what this one does not do. */
    readonly temporal: Client,
    readonly address: string,
    private readonly taskQueue?: string,
  ) {}

  /**
   * Starts a case of the workflow `name`. Starting the same id again never resets a case.
   * @throws DuecourseError `CASE_EXISTS`, `NO_TASK_QUEUE`, `SERVER_UNREACHABLE`
   */
  async start(
    name: string,
    { id, taskQueue = this.taskQueue, input, summary, details, version, searchAttributes, carry: more }: StartOptions,
  ): Promise<CaseHandle> {
    if (!taskQueue)
      throw new DuecourseError(
        'NO_TASK_QUEUE',
        'Say on which task queue the worker listens: start(name, { taskQueue, … }).',
      );
    const carry = version === undefined ? more : { version, ...more };
    try {
      await this.temporal.workflow.start(name, {
        workflowId: id,
        taskQueue,
        args: carry ? [input ?? null, carry] : input === undefined ? [] : [input],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        ...(searchAttributes && { typedSearchAttributes: [{ key: PROCEDURE, value: searchAttributes.procedure }] }),
        ...(summary !== undefined && { staticSummary: summary }),
        ...(details !== undefined && { staticDetails: details }),
      });
    } catch (error) {
      throw readable(error, id, this.address);
    }
    return this.get(id);
  }

  /** A case by its id; whether it exists shows when it is asked for something. */
  get(id: string): CaseHandle {
    const known = this.known.get(id)?.deref();
    if (known) return known;
    const fresh = new CaseHandle(id, this.temporal, this.address);
    this.known.set(id, new WeakRef(fresh));
    return fresh;
  }

  /** Closes the connection. */
  async close(): Promise<void> {
    await this.temporal.connection.close();
  }
}
