import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Channel } from './channel';

/**
 * The channel that needs nothing outside: one file a message, `<folder>/<case>/<step>.<receiver>.json`, for people and for `duecourse outbox`.
 * A file appears whole or not at all, and once: a try after a crash finds it there.
 */
export function outboxIn(folder: string): Channel {
  return {
    async send(message) {
      const directory = join(folder, encodeURIComponent(message.case));
      const name = message.key.slice(message.case.length + 1).replaceAll('/', '.');
      await mkdir(directory, { recursive: true });
      const draft = join(directory, `.${randomUUID()}`);
      const { texts, ...head } = message;
      const { zh, en } = texts;
      await writeFile(draft, `${JSON.stringify({ ...head, lang: 'zh', ...zh, translations: { en } }, null, 2)}\n`);
      try {
        await link(draft, join(directory, `${name}.json`));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      } finally {
        await rm(draft, { force: true });
      }
    },
  };
}
