import { smsParts } from '../../../activities/channels/sms-parts';

const lengths = (text: string) => smsParts(text).parts.map(part => part.length);
const chinese = (n: number) => '字'.repeat(n);
const joined = (text: string) => Buffer.concat(smsParts(text).parts).swap16().toString('utf16le');

test.each([
  ['70 Chinese characters', chinese(70), [140]],
  ['71 Chinese characters', chinese(71), [134, 8]],
  ['134 Chinese characters', chinese(134), [134, 134]],
  ['160 letters', 'a'.repeat(160), [160]],
  ['161 letters', 'a'.repeat(161), [153, 8]],
  ['80 euro signs, which take two each', '€'.repeat(80), [160]],
  ['nothing', '', [0]],
])('%s', (_, text, expected) => expect(lengths(text)).toEqual(expected));

test('one Chinese character makes the whole text UCS-2', () => {
  expect(smsParts('a'.repeat(69)).dataCoding).toBe(0);
  expect(smsParts(`${'a'.repeat(69)}字`)).toMatchObject({ dataCoding: 8, parts: [{ length: 140 }] });
});

test('Chinese goes as big-endian UTF-16', () => {
  expect(smsParts('投诉').parts[0]!.toString('hex')).toBe('62958bc9');
});

test('no emoji is cut in two, wherever it stands', () => {
  for (let before = 60; before < 75; before++) {
    const text = `${chinese(before)}😀${chinese(40)}`;
    expect(joined(text)).toBe(text);
    for (const part of smsParts(text).parts) expect(part.readUInt16BE(part.length - 2) & 0xfc00).not.toBe(0xd800);
  }
});

test('no escape is parted from its letter', () => {
  for (let before = 150; before < 156; before++) {
    for (const part of smsParts(`${'a'.repeat(before)}€${'b'.repeat(60)}`).parts) expect(part.at(-1)).not.toBe(0x1b);
  }
});
