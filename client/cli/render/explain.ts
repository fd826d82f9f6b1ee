import type { Lang } from '../../../time/lang';
import type { Cli } from '../cli';
import type { ExplainedDocument, ExplanationDocument } from '../explanation';
import { indent, table } from './table';

const WEEKDAYS: { readonly [lang in Lang]: readonly string[] } = {
  zh: ['日', '一', '二', '三', '四', '五', '六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

export const weekdayName = (date: string, lang: Lang): string =>
  `${lang === 'zh' ? '周' : ''}${WEEKDAYS[lang][new Date(`${date}T00:00Z`).getUTCDay()]}`;

/** The way to a deadline, a line for each working day and each run of days off. */
export function explanationText(cli: Cli, of: ExplanationDocument, heading?: string): string {
  const { say, paint, lang } = cli;
  const due = paint.bold(wall(of.due, lang));
  const rows = of.days.map(day => [
    dates(day, lang),
    reason(cli, day),
    amount(cli, day.counted),
    amount(cli, day.total),
  ]);
  const headings = [say('day'), say('why'), say('counts'), say('soFar')];
  return [
    heading ?? say('explained', { limit: of.words[lang], from: wall(of.from, lang) }),
    ...(rows.length > 0 ? [indent(table(cli, headings, rows))] : []),
    ...(of.note ? [indent(say(`note_${of.note}`))] : []),
    `${say('due')}  ${due}${of.provisional ? `  ${paint.yellow(say('provisional'))}` : ''}`,
    ...(of.provisional ? [indent(paint.dim(say('provisionalWhy')))] : []),
  ].join('\n');
}

const wall = (iso: string, lang: Lang): string =>
  `${iso.slice(0, 10)} ${weekdayName(iso.slice(0, 10), lang)} ${iso.slice(11, 16)}`;

function dates({ first, last }: ExplainedDocument, lang: Lang): string {
  if (first === last) return `${first} ${weekdayName(first, lang)}`;
  return `${first}…${last.slice(first.slice(0, 4) === last.slice(0, 4) ? 5 : 0)}`;
}

/** What a day is: `off: National Day`. */
export const dayReason = ({ say, lang }: Cli, { why, name }: Pick<ExplainedDocument, 'why' | 'name'>): string =>
  name ? `${say(`day_${why}`)}${lang === 'zh' ? '：' : ': '}${name[lang]}` : say(`day_${why}`);

function reason(cli: Cli, { why, name, hours, provisional }: ExplainedDocument): string {
  const { say, paint } = cli;
  const named = dayReason(cli, { why, name });
  const words = hours === '' ? paint.dim(named) : `${named}  ${hours}`;
  return provisional ? `${words}  ${paint.yellow(say('notAnnounced'))}` : words;
}

/** Working days as a number, working time in hours and minutes. */
function amount({ lang }: Cli, counted: number): string {
  if (counted === 0) return '';
  if (counted < 10_000) return String(counted);
  const minutes = Math.ceil(counted / 60_000);
  const [h, min] = [Math.floor(minutes / 60), minutes % 60];
  const words = lang === 'zh' ? (['小时', '分钟'] as const) : (['h', 'min'] as const);
  return [h > 0 ? `${h} ${words[0]}` : '', min > 0 ? `${min} ${words[1]}` : ''].filter(Boolean).join(' ');
}
