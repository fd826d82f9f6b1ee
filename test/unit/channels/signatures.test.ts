import { signedForAliyun } from '../../../activities/channels/aliyun-signature';
import { tencentAuthorization } from '../../../activities/channels/tencent-signature';
import { isSignedByTwilio, twilioSignature } from '../../../activities/channels/twilio-signature';

// Alibaba Cloud, "Request syntax and signature method V3", section with fixed parameters:
// https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
test("Alibaba Cloud's published example of ACS3-HMAC-SHA256", () => {
  const { path, headers } = signedForAliyun({
    method: 'POST',
    host: 'ecs.cn-shanghai.aliyuncs.com',
    query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
    action: 'RunInstances',
    version: '2014-05-26',
    accessKeyId: 'YourAccessKeyId',
    accessKeySecret: 'YourAccessKeySecret',
    at: Date.parse('2023-10-26T10:22:32Z'),
    nonce: '3156853299f313e23d1673dc12e1703d',
  });
  expect(path).toBe('/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai');
  expect(headers.authorization).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  );
});

test('Alibaba Cloud: Chinese and what RFC 3986 reserves is encoded in the query that is signed', () => {
  const { path } = signedForAliyun({
    method: 'POST',
    host: 'dysmsapi.aliyuncs.com',
    query: { SignName: '某某 (物业)*', TemplateParam: `{"a":"b~'!"}` },
    action: 'SendSms',
    version: '2017-05-25',
    accessKeyId: 'a',
    accessKeySecret: 'b',
    at: 0,
    nonce: 'n',
  });
  expect(path).toBe(
    '/?SignName=%E6%9F%90%E6%9F%90%20%28%E7%89%A9%E4%B8%9A%29%2A&TemplateParam=%7B%22a%22%3A%22b~%27%21%22%7D',
  );
});

// Tencent Cloud, "Signature v3" / 《签名方法 v3》, DescribeInstances with fixed parameters, in two editions:
// https://www.tencentcloud.com/document/product/267/37447 (keys end in EXAMPLE, two headers signed)
// https://cloud.tencent.com/document/api/213/30654 (keys end in asterisks, x-tc-action signed, too)
test.each([
  ['2020', 'EXAMPLE', undefined, '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168'],
  ['2024', '*******', 'DescribeInstances', 'be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3'],
])("Tencent Cloud's published example of TC3-HMAC-SHA256, edition of %s", (_, ending, action, signature) => {
  const authorization = tencentAuthorization({
    host: 'cvm.tencentcloudapi.com',
    service: 'cvm',
    secretId: `AKIDz8krbsJ5yKBZQpn74WFkmLPx3${ending}`,
    secretKey: `Gu5t9xGARNpq86cd98joQYCN3${ending}`,
    body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
    at: 1_551_113_065_000,
    action,
  });
  expect(authorization).toBe(
    `TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3${ending}/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host${action ? ';x-tc-action' : ''}, Signature=${signature}`,
  );
});

// Twilio, "Security", "Validating requests are coming from Twilio", in its present and in its earlier edition:
// https://www.twilio.com/docs/usage/security
describe.each([
  ['present', 'https://example.com/myapp.php?foo=1&bar=2', '+14158675310', 'L/OH5YylLD5NRKLltdqwSvS0BnU='],
  ['earlier', 'https://mycompany.com/myapp.php?foo=1&bar=2', '+14158675309', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
])("Twilio's published example of X-Twilio-Signature, %s edition", (_, url, from, signature) => {
  const form = { CallSid: 'CA1234567890ABCDE', Caller: from, Digits: '1234', From: from, To: '+18005551212' };
  const request = { url, form, authToken: '12345' };

  test('the signature is that of the document', () => {
    expect(twilioSignature(request)).toBe(signature);
    expect(isSignedByTwilio(signature, request)).toBe(true);
  });

  test.each([
    ['another token', { authToken: '12346' }],
    ['another address', { url: url.replace('foo=1', 'foo=2') }],
    ['a field more', { form: { ...form, Extra: '' } }],
    ['a field changed', { form: { ...form, Digits: '1235' } }],
  ])('%s: it is not', (_, change) => {
    expect(isSignedByTwilio(signature, { ...request, ...change })).toBe(false);
  });

  test.each(['', signature.slice(0, -1), `${signature}A`, 'ü'.repeat(28)])('%j is none', given => {
    expect(isSignedByTwilio(given, request)).toBe(false);
  });
});
