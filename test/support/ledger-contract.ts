import type { MessageLedger, Standing } from '../../activities/messages/ledger';
import { aMessage } from './a-message';

const standing = (state: Standing['state'], more: Partial<Standing> = {}): Standing => ({
  state,
  at: Date.now(),
  attempts: 1,
  ...more,
});

/** What every ledger of messages keeps to. `open` opens the same ledger again, as another worker would. */
export function ledgerContract(name: string, open: () => MessageLedger | Promise<MessageLedger>): void {
  describe(`${name} keeps to the contract of a ledger`, () => {
    test('a message is put in once: what came first stays, whoever asks', async () => {
      const [a, b] = [await open(), await open()];
      const message = aMessage();
      const other = { ...message, texts: { zh: { text: '另一' }, en: { text: 'other' } } };
      const entries = await Promise.all([a.put(message), b.put(message), a.put(message)]);
      expect(entries.map(({ state, revision, attempts }) => [state, revision, attempts])).toEqual(
        Array(3).fill(['pending', 0, 0]),
      );
      expect((await b.put(other)).message).toEqual(message);
      expect((await a.get(message.key))?.message).toEqual(message);
    });

    test('of many who change it from one revision exactly one does', async () => {
      const ledgers = await Promise.all(Array.from({ length: 8 }, open));
      const message = aMessage();
      await ledgers[0]!.put(message);
      for (let revision = 0; revision < 5; revision++) {
        const taken = await Promise.all(
          ledgers.map((ledger, i) => ledger.move(message.key, revision, standing('sending', { by: `worker:${i}` }))),
        );
        expect(taken.filter(Boolean)).toHaveLength(1);
        expect(await ledgers[0]!.get(message.key)).toMatchObject({
          revision: revision + 1,
          by: `worker:${taken.indexOf(true)}`,
        });
      }
    });

    test('nothing of its past is lost', async () => {
      const ledger = await open();
      const { key } = (await ledger.put(aMessage())).message;
      await ledger.move(key, 0, standing('sending'));
      await ledger.move(key, 1, standing('unknown', { reason: 'no answer' }));
      await ledger.move(key, 2, standing('suppressed', { by: 'agent:li', reason: 'told by phone' }));
      expect((await (await open()).history(key)).map(({ state, by, reason }) => [state, by, reason])).toEqual([
        ['pending', undefined, undefined],
        ['sending', undefined, undefined],
        ['unknown', undefined, 'no answer'],
        ['suppressed', 'agent:li', 'told by phone'],
      ]);
    });

    test('messages are listed in order of time, by case and by state', async () => {
      const ledger = await open();
      const id = `listed 投诉/${Date.now()}`;
      const late = aMessage({ case: id, at: 2_000 });
      const early = aMessage({ case: id, at: 1_000 });
      for (const message of [late, early]) await ledger.put(message);
      await ledger.move(late.key, 0, standing('dead'));
      const keys = async (...states: Standing['state'][]) =>
        (await ledger.list({ case: id, ...(states.length > 0 && { states }) })).map(({ message }) => message.key);
      expect(await keys()).toEqual([early.key, late.key]);
      expect(await keys('dead')).toEqual([late.key]);
      expect(await keys('unknown')).toEqual([]);
      expect((await ledger.list()).map(({ message }) => message.key)).toEqual(
        expect.arrayContaining([early.key, late.key]),
      );
    });

    test('it knows by which channels a receiver has been told the same', async () => {
      const ledger = await open();
      const base = `told-${Date.now()}/7/1/customer`;
      expect(await ledger.channelsOf(base)).toEqual([]);
      const [id, step] = base.split('/');
      for (const channel of ['sms', 'mail']) await ledger.put(aMessage({ case: id, step, channel }));
      await ledger.put(aMessage({ case: id, step: '70', channel: 'sms' }));
      expect([...(await ledger.channelsOf(base))].sort()).toEqual([`${base}/mail`, `${base}/sms`]);
    });

    test('who gets what a case says is put down once: what came first stays, whoever asks', async () => {
      const [a, b] = [await open(), await open()];
      const base = `addressed-${Date.now()}/7/1`;
      expect(await a.addressees(base)).toBeUndefined();
      const [first, second] = ['manager', 'gm'].map(to => [{ receiver: to, to, way: { channel: 'mail' } }]);
      expect(await a.putAddressees(base, first!)).toEqual(first);
      expect(await b.putAddressees(base, second!)).toEqual(first);
      expect(await (await open()).addressees(base)).toEqual(first);
      expect(await a.addressees(`${base}0`)).toBeUndefined();
    });

    test("it finds a message by its provider's id, and keeps a report that came too early", async () => {
      const ledger = await open();
      const { key } = (await ledger.put(aMessage())).message;
      const id = `号/..${key}`;
      expect(await ledger.keyOfProviderId('sms', id)).toBeUndefined();
      const receipt = { channel: 'sms', providerId: id, state: 'delivered' as const };
      await ledger.keepReceipt(receipt);
      await ledger.nameProviderId('sms', id, key);
      expect(await (await open()).keyOfProviderId('sms', id)).toBe(key);
      expect(await ledger.keyOfProviderId('other', id)).toBeUndefined();
      expect(await ledger.takeReceipt('sms', id)).toEqual(receipt);
      expect(await ledger.takeReceipt('sms', id)).toBeUndefined();
    });

    test('a provider that begins its ids anew means the later message', async () => {
      const ledger = await open();
      const [first, second] = [aMessage(), aMessage()];
      for (const { key } of [first, second]) await ledger.nameProviderId('sms', '00000001', key);
      expect(await ledger.keyOfProviderId('sms', '00000001')).toBe(second.key);
    });

    test('a key that nobody put in is unknown', async () => {
      expect(await (await open()).get('nobody/1/1/customer/sms')).toBeUndefined();
    });
  });
}
