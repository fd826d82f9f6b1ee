import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderName } from '../messages/file-ledger';
import type { Channel } from './channel';

/**
 * The channel that needs nothing outside: one file a message, `<folder>/<case>/<step>.<rung>.<receiver>.<channel>.json`, for people to read.
 * A file appears whole or not at all, and once: a try after a crash finds it there.
 */
export function outboxIn(folder: string, name = 'outbox'): Channel {
  return {
    name,
    reach: 'nothing',
    byTemplate: false,
    repeatable: true,
    async send(message) {
      const directory = join(folder, folderName(message.case));
      const file = message.key.slice(message.case.length + 1).replaceAll('/', '.');
      await mkdir(directory, { recursive: true });
      const draft = join(directory, `.${randomUUID()}`);
      const { texts, lang = 'zh', ...head } = message;
      const other = lang === 'zh' ? 'en' : 'zh';
      await writeFile(
        draft,
        `${JSON.stringify({ ...head, lang, ...texts[lang], translations: { [other]: texts[other] } }, null, 2)}\n`,
      );
      try {
        await link(draft, join(directory, `${file}.json`));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      } finally {
        await rm(draft, { force: true });
      }
      return { state: 'delivered' };
    },
    async check() {
      await mkdir(folder, { recursive: true });
    },
    async close() {},
  };
}
