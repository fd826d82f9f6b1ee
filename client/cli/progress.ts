import type { Cli } from './cli';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** What is done within this time (ms) needs no word; what takes longer shows that it goes on. */
const QUIET_MS = 1_500;

/** Shows that `work` takes its time once it does: a spinner with seconds on a terminal, one line elsewhere. Passes on its outcome. */
export async function during<T>(cli: Cli, text: string | (() => string), work: Promise<T>): Promise<T> {
  if (cli.json) return work;
  const began = Date.now();
  const terminal = process.stderr.isTTY === true;
  let timer: NodeJS.Timeout | undefined;
  let frame = 0;
  let shown = false;
  const show = () => {
    const words = typeof text === 'string' ? text : text();
    if (terminal) {
      const seconds = Math.round((Date.now() - began) / 1_000);
      process.stderr.write(`\r\u001b[2K${FRAMES[frame++ % FRAMES.length]} ${words} ${seconds} s`);
    } else if (!shown) process.stderr.write(`${words}\n`);
    shown = true;
  };
  const delay = setTimeout(() => {
    show();
    timer = setInterval(show, terminal ? 100 : 20_000);
  }, QUIET_MS);
  try {
    return await work;
  } finally {
    clearTimeout(delay);
    clearInterval(timer);
    if (terminal && shown) process.stderr.write('\r\u001b[2K');
  }
}
