import { catalogue, entryOf } from '../../../machines/catalogue';
import type { Cli } from '../cli';
import { procedureDocument } from '../procedure-document';
import { procedureText } from '../render/procedure';
import { table } from '../render/table';

/** `duecourse procedures [name]`: needs no server. */
export async function procedures(cli: Cli, [name]: readonly string[]): Promise<void> {
  if (name !== undefined) {
    const document = procedureDocument(entryOf(name), cli.settings().policy);
    return cli.result(document, () => procedureText(cli, document));
  }
  const all = Object.values(catalogue).map(({ procedure: { name: known, version, title, source } }) => ({
    name: known,
    version,
    title,
    source,
  }));
  const headings = (['procedure', 'title', 'version', 'source'] as const).map(word => cli.say(word));
  cli.result({ procedures: all }, () =>
    table(
      cli,
      headings,
      all.map(one => [cli.paint.bold(one.name), one.title[cli.lang], String(one.version), one.source.join(', ')]),
    ),
  );
}
