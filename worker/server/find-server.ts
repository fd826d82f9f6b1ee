import { DuecourseError } from '../../time/error';
import type { Reporter } from '../reporter';
import { buildServer } from './build-server';
import { downloadServer } from './download-server';
import { cachedServer, serverOnPath } from './installed-server';

/** The path of a `temporal` executable, or why this way has none. */
export type Finding = { readonly path: string } | { readonly reason: string };

/** One way to a server. */
export interface Way {
  readonly name: string;
  find(reporter: Reporter, signal?: AbortSignal): Promise<Finding>;
}

/**
 * The ways in the order in which they are tried: what costs nothing, then the download, then the build. All give the same pinned
 * version; the download takes seconds where it is allowed and fails at once where it is not, the build takes minutes.
 */
export const standardWays: readonly Way[] = [
  { name: 'cache', find: cachedServer },
  { name: 'PATH', find: serverOnPath },
  { name: 'download', find: downloadServer },
  { name: 'Go', find: buildServer },
];

/**
 * @returns path of a Temporal CLI of at least the pinned version
 * @throws DuecourseError SERVER_UNAVAILABLE saying what was tried and what to do; `signal.reason` when aborted
 */
export async function findServer(
  reporter: Reporter,
  signal?: AbortSignal,
  ways: readonly Way[] = standardWays,
): Promise<string> {
  const tried: string[] = [];
  for (const way of ways) {
    const finding = await way.find(reporter, signal);
    signal?.throwIfAborted();
    if ('path' in finding) return finding.path;
    tried.push(`${way.name}: ${finding.reason}`);
  }
  throw new DuecourseError(
    'SERVER_UNAVAILABLE',
    [
      'No Temporal server can be had here. Three ways out:',
      '  1. use a server that runs elsewhere: --address host:port or TEMPORAL_ADDRESS=host:port',
      '  2. install the Temporal CLI (docs.temporal.io/cli) so that `temporal` is on the PATH',
      '  3. install Go (go.dev/dl) so that it can be built here',
      'Tried:',
      ...tried.map(line => `  ${line}`),
    ].join('\n'),
    { tried },
  );
}
