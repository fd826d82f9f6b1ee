import type { Cli } from '../../../client/cli/cli';
import { graph } from '../../../client/cli/commands/graph';
import { paintFor } from '../../../client/cli/paint';
import { wordsIn } from '../../../client/cli/words';

/** What `duecourse graph` prints. */
async function drawn(what: string, options: { readonly [name: string]: string }): Promise<string> {
  let out = '';
  const result = (_: object, text: () => string) => {
    out = text();
  };
  await graph({ lang: 'en', say: wordsIn('en'), paint: paintFor({}, {}), result } as unknown as Cli, [what], options);
  return out;
}

test('a procedure against the version that it is: nothing differs', async () => {
  expect(await drawn('inquiry', { diff: '1' })).toMatch(/^stateDiagram-v2\n[\s\S]*\n\n%% No difference\.$/);
});

test('two procedures against each other: signs in the diagram, and a list as its comment', async () => {
  const text = await drawn('inquiry', { diff: 'customer-complaint' });
  expect(text).toMatch(/\n%% \+ state registered {2}Registered \(atomic\)\n/);
  expect(text).toMatch(/\n%% - state callbacks/);
  expect(await drawn('inquiry', { diff: 'customer-complaint', format: 'svg' })).toMatch(/^<svg/);
});

test.each([
  [{ diff: '99' }, 'UNKNOWN_VERSION'],
  [{ diff: 'nowhere' }, 'UNKNOWN_PROCEDURE'],
  [{ diff: '1', case: 'c' }, 'USAGE'],
])('%j is refused with %s', async (options, code) => {
  await expect(drawn('inquiry', options as { [name: string]: string })).rejects.toMatchObject({ code });
});
