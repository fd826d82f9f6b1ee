import { emailAddress, phoneNumber } from '../../../activities/channels/address';

test.each([
  ['13800138000', '+8613800138000'],
  [' 138 0013-8000 ', '+8613800138000'],
  ['+86 138 0013 8000', '+8613800138000'],
  ['0085251234567', '+85251234567'],
  ['+14155550100', '+14155550100'],
])('the phone number %j is %s', (written, number) => expect(phoneNumber(written)).toBe(number));

test.each([
  '',
  '12345',
  '0577-88881234',
  '1380013800',
  '138001380001',
  '12800138000',
  '13800138000\r\nBcc: x',
  '13800138000,13800138001',
  'tel:13800138000',
  '+0123456789',
  '一三八',
])('%j is no phone number that takes an SMS', written =>
  expect(() => phoneNumber(written)).toThrow(expect.objectContaining({ code: 'BAD_ADDRESS' })),
);

test.each(['a@b.cn', ' wang.xiao+x@mail.example.com ', '王@例子.中国'])('%j is an e-mail address', written =>
  expect(emailAddress(written)).toBe(written.trim()),
);

test.each([
  '',
  'a',
  'a@b',
  'a@@b.cn',
  'a@b.cn\r\nBcc: thief@example.org',
  'a@b.cn\n',
  'a@b.cn, c@d.cn',
  'a@b.cn;c@d.cn',
  'Wang <a@b.cn>',
  'a b@c.cn',
  '"a"@b.cn',
  'a@b.cn\0',
  `${'a'.repeat(65)}@b.cn`,
])('%j is no e-mail address', written =>
  expect(() => emailAddress(written)).toThrow(expect.objectContaining({ code: 'BAD_ADDRESS' })),
);

test('the refusal does not repeat what it refuses', () => {
  for (const refused of [() => phoneNumber('12345'), () => emailAddress('欧阳 <a@b.cn>')]) {
    expect(refused).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/12345|a@b|欧阳/), details: {} }),
    );
  }
});
