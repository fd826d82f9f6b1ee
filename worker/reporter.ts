import type { Text } from '../statechart/types';

/** Tells the person at the terminal what goes on. */
export interface Reporter {
  say(text: Text): void;
  /** Shows that something takes its time, until it is over. Passes its result or error on. */
  during<T>(text: Text, work: Promise<T>): Promise<T>;
}

/** What a reporter writes to: `process.stderr`, or a test's. */
export interface ReportStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export const silent: Reporter = { say: () => {}, during: (_text, work) => work };

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** One line each; what takes long shows a spinner and elapsed seconds on a terminal, elsewhere a line every 20 s. */
export function lineReporter(lang: keyof Text = 'en', stream: ReportStream = process.stderr): Reporter {
  const say = (text: Text) => void stream.write(`${text[lang]}\n`);
  return {
    say,
    async during(text, work) {
      const began = Date.now();
      const elapsed = () => Math.round((Date.now() - began) / 1000);
      let frame = 0;
      const spin = () =>
        void stream.write(`\r\u001b[2K${frames[frame++ % frames.length]} ${text[lang]} ${elapsed()} s`);
      const line = () => void stream.write(`${text[lang]} ${elapsed()} s\n`);
      const timer = stream.isTTY ? setInterval(spin, 100) : setInterval(line, 20_000);
      if (!stream.isTTY) say(text);
      try {
        return await work;
      } finally {
        clearInterval(timer);
        if (stream.isTTY) stream.write('\r\u001b[2K');
      }
    },
  };
}
