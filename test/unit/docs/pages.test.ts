import { pages } from '../../../client/docs/pages';
import { textOf } from '../../support/sources';

test.each(pages().map(({ path, text }) => [path, text] as const))(
  '%s says what the code does; if it does not: npm run docs',
  (path, text) => {
    if (textOf(path) !== text) throw new Error(`${path} is out of date: run \`npm run docs\`.`);
  },
);
