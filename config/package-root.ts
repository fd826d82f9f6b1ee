import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the duecourse package: the same whether the sources or the compiled files in `dist/` are running. */
export const packageRoot = (() => {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();
