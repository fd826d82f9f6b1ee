import { readable } from '../../../client/errors';
import { patiently } from '../../../client/patience';

const status = (code: number, details = '') => Object.assign(new Error(`${code}: ${details}`), { code, details });
const crowded = status(8, 'limit on number of concurrent updates has been reached (10)');
const aborted = status(10);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** An attempt that fails with each of these and then succeeds, with the instants (ms from the first) at which it was made. */
function attempt(failures: readonly Error[]) {
  const begin = Date.now();
  const at: number[] = [];
  const rest = [...failures];
  return {
    at,
    once: async () => {
      at.push(Date.now() - begin);
      const failure = rest.shift();
      if (failure) throw failure;
      return 'taken';
    },
  };
}

test('whoever is one too many is tried again, after pauses that grow', async () => {
  const { at, once } = attempt(Array<Error>(6).fill(crowded));
  const taken = patiently(once);
  await jest.runAllTimersAsync();
  expect(await taken).toBe('taken');
  const pauses = at.slice(1).map((later, i) => later - at[i]!);
  expect(pauses.every((pause, i) => pause >= 50 * 2 ** i && pause <= 150 * 2 ** i)).toBe(true);
});

test('what was set back by others is tried again at once', async () => {
  const { at, once } = attempt([aborted, aborted]);
  const taken = patiently(once);
  await jest.runAllTimersAsync();
  expect(await taken).toBe('taken');
  expect(at).toEqual([0, 25, 75]);
});

test('an update that the server gave back with a task that other news had overtaken is tried again', async () => {
  const overtaken = 'Unable to perform workflow execution update due to unexpected workflow task failure.';
  const { at, once } = attempt([status(9, overtaken)]);
  const taken = patiently(once);
  await jest.runAllTimersAsync();
  expect(await taken).toBe('taken');
  expect(at).toEqual([0, 25]);
});

test('a crowd that does not thin out in time is told in words', async () => {
  const refused = patiently(attempt(Array<Error>(100).fill(crowded)).once, 1_000).catch(error =>
    readable(error, 'case-1', 'here:7233'),
  );
  await jest.runAllTimersAsync();
  expect(await refused).toMatchObject({ code: 'CASE_BUSY', details: { id: 'case-1' } });
});

test('what no second try could mend is thrown at once', async () => {
  const { at, once } = attempt([status(3)]);
  await expect(patiently(once)).rejects.toMatchObject({ code: 3 });
  expect(at).toHaveLength(1);
});
