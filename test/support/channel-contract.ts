import type { Channel, Outcome } from '../../activities/channels/channel';
import type { Outgoing } from '../../activities/messages/message';
import { aMessage, PERSON } from './a-message';

/** How the other side of a channel behaves. */
export type Mood =
  | 'takes'
  /** Takes it after a while. */
  | 'late'
  /** Not now: overloaded, greylisted. */
  | 'busy'
  /** Never: no such receiver. What it says repeats the receiver's address. */
  | 'refuses'
  /** Takes the whole message and breaks the connection instead of saying so. */
  | 'drops'
  /** Takes the whole message and says nothing. */
  | 'silent'
  /** Does not know us. */
  | 'wrong-login';

/** A channel with what it talks to, in the test's process. */
export interface OtherSide {
  readonly channel: Channel;
  /** How it behaves from now on. */
  mood(mood: Mood): void;
  /** The texts (or, by template, parameters) of what it has got, each with the receiver it was for. */
  received(): readonly { readonly to: string; readonly text: string }[];
  /** It is gone from the network. */
  vanish(): Promise<void>;
  stop(): Promise<void>;
}

export interface ContractOptions {
  /** An address of the receiver, as the channel has to be given it, and as it arrives. */
  readonly address?: string;
  readonly arrives?: string;
  /** Moods that there are; all by default. */
  readonly moods?: readonly Mood[];
}

/** How long (ms) a channel waits for its other side: longer than any machine takes, and as short as it may be where nothing will come. */
const PATIENT_MS = 15_000;
const IMPATIENT_MS = 1_000;

/** What every channel keeps to. `open` makes a channel that waits `patience` ms for an answer. */
export function channelContract(
  name: string,
  open: (patience: number) => Promise<OtherSide>,
  options: ContractOptions = {},
): void {
  const {
    address,
    arrives = address,
    moods = ['takes', 'late', 'busy', 'refuses', 'drops', 'silent', 'wrong-login'],
  } = options;
  const has = (mood: Mood) => moods.includes(mood);
  const hopeful: readonly Mood[] = moods.filter(mood => mood === 'takes' || mood === 'late');

  describe(`${name} keeps to the contract of a channel`, () => {
    let other: OtherSide;
    beforeEach(async () => {
      other = await open(PATIENT_MS);
    });
    afterEach(() => other.stop());

    const message = (): Outgoing => {
      const made = aMessage({ channel: other.channel.name, ...(address !== undefined && { address }) });
      const template = { id: 'T_1', params: { name: PERSON.name, case: made.case } };
      const texts = { zh: { ...made.texts.zh, channels: { [other.channel.name]: template } }, en: made.texts.en };
      return { ...made, texts };
    };
    const send = (): Promise<Outcome> => other.channel.send(message());
    const turn = async (mood: Mood): Promise<void> => {
      if (mood === 'silent') {
        await other.stop();
        other = await open(IMPATIENT_MS);
      }
      other.mood(mood);
    };

    test.each(hopeful)('%s: the receiver gets the Chinese text once', async mood => {
      other.mood(mood);
      const sent = message();
      expect(['accepted', 'delivered']).toContain((await other.channel.send(sent)).state);
      const received = other.received();
      expect(received).toHaveLength(1);
      if (arrives !== undefined) expect(received[0]!.to).toBe(arrives);
      expect(received[0]!.text).toContain(PERSON.name);
      if (!other.channel.byTemplate) expect(received[0]!.text.trim()).toContain(sent.texts.zh.text);
    });

    test('many at once: each arrives', async () => {
      other.mood('takes');
      const outcomes = await Promise.all(Array.from({ length: 20 }, send));
      expect(outcomes.filter(({ state }) => state === 'accepted' || state === 'delivered')).toHaveLength(20);
      expect(other.received()).toHaveLength(20);
    });

    test('check goes well, and sends nothing', async () => {
      other.mood('takes');
      await other.channel.check();
      expect(other.received()).toEqual([]);
    });

    if (has('busy')) {
      test('busy: failed for now, and it goes once the other side takes it', async () => {
        other.mood('busy');
        expect(await send()).toMatchObject({ state: 'failed-for-now' });
        other.mood('takes');
        expect(await send()).toMatchObject({ state: 'accepted' });
        expect(other.received()).toHaveLength(1);
      });
    }

    if (has('refuses')) {
      test('refused: failed for good', async () => {
        other.mood('refuses');
        expect(await send()).toMatchObject({ state: 'failed-for-good' });
      });
    }

    for (const mood of (['drops', 'silent'] as const).filter(has)) {
      test(`${mood}: what may have been taken is not said to have failed, unless it may go twice`, async () => {
        await turn(mood);
        const { state } = await send();
        expect(other.channel.repeatable ? ['failed-for-now', 'unknown'] : ['unknown']).toContain(state);
      });
    }

    if (has('wrong-login')) {
      test('a login that is refused is no fault of the message: failed for now; check says so', async () => {
        other.mood('wrong-login');
        expect(await send()).toMatchObject({ state: 'failed-for-now' });
        await expect(other.channel.check()).rejects.toMatchObject({ code: 'CHANNEL_UNAVAILABLE' });
      });

      test('gone: failed for now; check says so', async () => {
        await other.vanish();
        expect(await send()).toMatchObject({ state: 'failed-for-now' });
        await expect(other.channel.check()).rejects.toMatchObject({ code: 'CHANNEL_UNAVAILABLE' });
      });
    }

    for (const mood of moods.filter(each => !hopeful.includes(each))) {
      test(`${mood}: the reason says nothing about the person`, async () => {
        await turn(mood);
        const outcome = await send();
        const said = 'reason' in outcome ? outcome.reason : '';
        expect(said).not.toBe('');
        for (const personal of [...Object.values(PERSON), address ?? PERSON.phone])
          expect(said).not.toContain(personal);
      });
    }
  });
}
