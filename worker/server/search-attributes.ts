import type { Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { SEARCH } from '../../statechart/protocol';
import { DuecourseError } from '../../time/error';

const Kind = temporal.api.enums.v1.IndexedValueType;

/** What cases can be listed by, beside what Temporal knows of every workflow. */
export const searchAttributes = {
  [SEARCH.procedure]: Kind.INDEXED_VALUE_TYPE_KEYWORD,
  [SEARCH.tags]: Kind.INDEXED_VALUE_TYPE_KEYWORD_LIST,
  [SEARCH.deadline]: Kind.INDEXED_VALUE_TYPE_DATETIME,
};

/**
 * Registers the search attributes that the namespace lacks.
 *
 * @throws DuecourseError SEARCH_ATTRIBUTES_REFUSED where the server does not let us, or where one of them is there as another type
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const entries = Object.entries(searchAttributes);
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const other = entries.find(([name, kind]) => (customAttributes?.[name] ?? kind) !== kind);
    if (other) throw new Error(`${other[0]} is there as another type`);
    const missing = entries.filter(([name]) => customAttributes?.[name] === undefined);
    if (missing.length > 0)
      await connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(missing),
      });
  } catch (error) {
    const { code, message } = error as Error & { code?: number };
    if (code === alreadyExists) return;
    const typeNames = entries.map(([name, kind]) => `${name}=${Kind[kind]?.replace('INDEXED_VALUE_TYPE_', '')}`);
    throw new DuecourseError(
      'SEARCH_ATTRIBUTES_REFUSED',
      `The search attributes cannot be registered in namespace "${namespace}": ${message}. Have someone who may do so add ${typeNames.join(', ')} there.`,
      { namespace, searchAttributes: typeNames },
    );
  }
}

/** gRPC status: someone else has added them in the meantime. */
const alreadyExists = 6;
