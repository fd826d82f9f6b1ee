import { formatInstant } from '../../../time/zone';
import { zoneOf } from '../case-document';
import type { Cli } from '../cli';
import { during } from '../progress';
import { caseText } from '../render/case';
import { readSpan, spanAt } from '../span';
import { withDesk } from '../with-desk';

/** `duecourse forward <case> <duration>`: moves the case's clock, and shows what that made of the case. */
export async function forward(cli: Cli, [id = '', duration = '']: readonly string[]): Promise<void> {
  readSpan(duration);
  await withDesk(cli, async ({ desk, show }) => {
    const { view, now } = await desk.show(id);
    await during(cli, cli.say('forwarding'), desk.forward(id, spanAt(duration, now, zoneOf(view))));
    const { shown, document } = await show(id);
    const clock = formatInstant(Date.parse(document.now), zoneOf(shown.view));
    cli.result(
      document,
      () =>
        `${cli.paint.green('✓')} ${cli.say('forwarded', { now: clock })}\n\n${caseText(cli, shown, document, { journal: 4 })}`,
    );
  });
}
