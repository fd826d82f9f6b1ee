import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeExit, startChild } from '../child';
import type { Reporter } from '../reporter';
import type { Finding } from './find-server';
import { outputOf } from './installed-server';
import { atLeast, moduleFolder, pinnedCli } from './pinned-cli';

/** Builds the pinned CLI into the cache with the Go that is on the PATH. Minutes the first time, never again on this machine. */
export async function buildServer(reporter: Reporter, signal?: AbortSignal): Promise<Finding> {
  const { path, go, version } = pinnedCli();
  const found = /go(\d+(?:\.\d+)+)/.exec((await outputOf('go', ['version'])) ?? '')?.[1];
  if (!found) return { reason: 'no `go`' };
  if (!atLeast(found, go)) return { reason: `Go is ${found}, ${go} or newer is needed` };

  mkdirSync(dirname(path), { recursive: true });
  // Under a name of its own until it is whole, so that two builds at once do not meet and a broken one is never used.
  const partial = `${path}.${process.pid}`;
  const log = `${partial}.log`;
  const flags = `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${version}`;
  const build = startChild(
    'go',
    ['-C', moduleFolder, 'build', '-ldflags', flags, '-o', partial, 'github.com/temporalio/cli/cmd/temporal'],
    {
      log,
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' },
      ownGroup: true,
    },
  );
  const stop = () => void build.stop();
  signal?.addEventListener('abort', stop);
  try {
    const exit = await reporter.during(
      {
        zh: `正在用 Go ${found} 编译 Temporal 服务器 ${version}（每台机器一次，双核约 3–6 分钟）`,
        en: `Building the Temporal server ${version} with Go ${found} (once a machine, about 3 to 6 minutes on two cores)`,
      },
      build.exited,
    );
    if (exit.code !== 0) return { reason: `go build ended with ${describeExit(exit)}: ${exit.lastLines}` };
    renameSync(partial, path);
    return { path };
  } finally {
    signal?.removeEventListener('abort', stop);
    for (const file of [partial, log]) rmSync(file, { force: true });
  }
}
