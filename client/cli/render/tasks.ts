import { catalogue } from '../../../machines/catalogue';
import type { Task } from '../../../register/tasks';
import type { Calendar } from '../../../time/add';
import { formatInstant } from '../../../time/zone';
import type { Cli } from '../cli';
import { leftOf } from './deadlines';
import { person } from './people';

/** Headings and cells: until when, which case, what may be done, by whom. */
export function taskCells(cli: Cli, tasks: readonly Task[], zone: Calendar): [string[], string[][]] {
  const { lang, say } = cli;
  const and = lang === 'zh' ? '、' : ', ';
  return [
    (['due', 'left', 'case', 'procedure', 'whatNext', 'by'] as const).map(word => say(word)),
    tasks.map(({ case: id, procedure, due, steps }) => {
      const schema = catalogue[procedure]?.schema.events;
      const events = [...new Set(steps.map(({ event }) => event))];
      const people = new Set(
        steps.map(({ role, holder }) => person({ role, ...(holder !== null && { name: holder }) }, lang)),
      );
      return [
        due === undefined ? '' : formatInstant(due, zone),
        due === undefined ? '' : leftOf(cli, { status: 'running', leftMs: due - Date.now() }),
        id,
        catalogue[procedure]?.procedure.title[lang] ?? procedure,
        events.map(event => schema?.[event]?.title[lang] ?? event).join(and),
        [...people].join(and),
      ];
    }),
  ];
}
