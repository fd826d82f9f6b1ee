import type { Child, Exit } from '../../../worker/child';
import { supervise } from '../../../worker/supervise';

/** A process in name only: it ends when the test says so. */
function fakeChild() {
  let end: (exit: Exit) => void = () => {};
  const exited = new Promise<Exit>(resolve => {
    end = resolve;
  });
  const die = (signal: NodeJS.Signals) => {
    end({ code: null, signal, lastLines: '' });
    return exited;
  };
  const child: Child = { pid: 1, exited, stop: () => die('SIGTERM'), kill: () => die('SIGKILL') };
  return { child, die };
}

const pauses = { first: 1, longest: 4 };

test('what dies, or does not come up, is started again after growing pauses, until it is stopped', async () => {
  const children = [fakeChild(), fakeChild()];
  const starts = [
    () => children[0]?.child,
    () => undefined,
    () => undefined,
    () => undefined,
    () => children[1]?.child,
  ];
  const downs: [string, number][] = [];
  let up: () => void = () => {};
  const again = new Promise<void>(resolve => {
    up = resolve;
  });
  const start = async () => starts.shift()?.() ?? Promise.reject(new Error('no'));
  const supervised = await supervise(
    { start, onDown: (why, pause) => downs.push([why, pause]), onUp: up, grace: 1, pauses },
    new AbortController().signal,
  );
  void children[0]?.die('SIGKILL');
  await again;
  expect(downs).toEqual([
    ['signal SIGKILL', 1],
    ['not ready', 2],
    ['not ready', 4],
    ['not ready', 4],
  ]);
  await supervised.stop();
  await expect(children[1]?.child.exited).resolves.toMatchObject({ signal: 'SIGTERM' });
  expect(starts).toHaveLength(0);
});

test('what does not even start the first time is an error', async () => {
  const start = () => Promise.reject(new Error('bad policy'));
  const options = { start, onDown: () => {}, onUp: () => {}, grace: 1, pauses };
  await expect(supervise(options, new AbortController().signal)).rejects.toThrow('bad policy');
});
