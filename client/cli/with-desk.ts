import { z } from 'zod';
import type { Settings } from '../../config/settings';
import { connect } from '../connect';
import { Desk, type Shown } from '../desk';
import { type CaseDocument, documentOf } from './case-document';
import type { Cli } from './cli';
import { during } from './progress';

/** A connection that is open for one command. */
export interface Opened {
  readonly desk: Desk;
  readonly settings: Settings;
  /** The case's page in the Web UI, where that is known. */
  link(id: string): string | undefined;
  /** A case as it is now, with its document. */
  show(id: string): Promise<{ readonly shown: Shown; readonly document: CaseDocument }>;
}

/**
 * Connects, lets `use` work, and closes the connection whatever happens.
 * @throws DuecourseError `SETTINGS_INVALID`, `SERVER_UNREACHABLE`, and what `use` throws
 */
export async function withDesk<T>(
  cli: Cli,
  use: (opened: Opened) => Promise<T>,
  settings = cli.settings(),
): Promise<T> {
  // The schemas' own messages, in the language asked for.
  if (cli.lang === 'zh') z.config(z.locales.zhCN());
  const { address, namespace, taskQueue, policy } = settings;
  const connecting = connect({ address, namespace, taskQueue });
  const cases = await during(cli, cli.say('connecting', { address }), connecting);
  const desk = new Desk(cases, policy);
  const link = (id: string) => linkTo(settings, id);
  const show = async (id: string) => {
    const shown = await desk.show(id);
    return { shown, document: documentOf(shown, link(id)) };
  };
  try {
    return await use({ desk, settings, link, show });
  } finally {
    await cases.close();
  }
}

/** A case's page in Temporal's Web UI. */
export const linkTo = ({ uiUrl, namespace }: Settings, id: string): string | undefined =>
  uiUrl === undefined
    ? undefined
    : `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(id)}`;
