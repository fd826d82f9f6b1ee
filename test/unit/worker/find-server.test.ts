import { silent } from '../../../worker/reporter';
import { type Finding, findServer, standardWays, type Way } from '../../../worker/server/find-server';
import { atLeast, pinnedCli } from '../../../worker/server/pinned-cli';

const way = (name: string, finding: Finding, asked: string[] = []): Way => ({
  name,
  find: async () => {
    asked.push(name);
    return finding;
  },
});

test('the ways: what is there already, the download, the build', () => {
  expect(standardWays.map(({ name }) => name)).toEqual(['cache', 'PATH', 'download', 'Go']);
});

test('the first that has one counts, and nothing after it is tried', async () => {
  const asked: string[] = [];
  const ways = [way('a', { reason: 'none' }, asked), way('b', { path: '/b' }, asked), way('c', { path: '/c' }, asked)];
  await expect(findServer(silent, undefined, ways)).resolves.toBe('/b');
  expect(asked).toEqual(['a', 'b']);
});

test('none: one message with the three ways out and what was tried', async () => {
  const error = await findServer(silent, undefined, [
    way('cache', { reason: 'empty' }),
    way('Go', { reason: 'no `go`' }),
  ]).catch(e => e);
  expect(error).toMatchObject({ code: 'SERVER_UNAVAILABLE', details: { tried: ['cache: empty', 'Go: no `go`'] } });
  for (const words of ['TEMPORAL_ADDRESS', 'PATH', 'install Go', 'cache: empty'])
    expect(error.message).toContain(words);
});

test('stops where it is asked to', async () => {
  const stop = AbortSignal.abort(new Error('enough'));
  await expect(findServer(silent, stop, [way('a', { path: '/a' })])).rejects.toThrow('enough');
});

test('the module file names the pinned versions, and the cache is keyed by it', () => {
  const cli = pinnedCli();
  expect(cli.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(cli.go).toMatch(/^1\.\d+\.\d+$/);
  expect(cli.path).toMatch(/duecourse.temporal-.+-[0-9a-f]{16}(\.exe)?$/);
});

test('versions are compared as numbers', () => {
  expect(atLeast('1.10.0', '1.9.1')).toBe(true);
  expect(atLeast('1.9.1', '1.9.1')).toBe(true);
  expect(atLeast('1.8.10', '1.9.1')).toBe(false);
});
