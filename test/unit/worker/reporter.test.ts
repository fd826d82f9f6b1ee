import { lineReporter } from '../../../worker/reporter';

const text = { zh: '正在编译', en: 'Building' };

test('on a terminal a spinner that is wiped, elsewhere a line', async () => {
  for (const isTTY of [true, false]) {
    const written: string[] = [];
    const reporter = lineReporter('zh', { isTTY, write: line => written.push(line) });
    await expect(reporter.during(text, Promise.resolve(3))).resolves.toBe(3);
    expect(written).toEqual(isTTY ? ['\r\u001b[2K'] : ['正在编译\n']);
  }
});
