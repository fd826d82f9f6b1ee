import type { Entry } from '../../machines/catalogue';
import { roleTitle } from '../../machines/roles';
import { bilingual, titleOf } from '../../statechart/definition';
import { rootOf, type StateNodeLike, statesOf, type TransitionLike } from '../../statechart/internals';
import { mermaid, transitionsOf, wordsOf } from '../../statechart/mermaid';
import type { Text } from '../../statechart/types';
import { formatDuration } from '../../time/duration';
import type { Field } from '../cli/fields/model';
import { type ClockDocument, type ProcedureDocument, procedureDocument } from '../cli/procedure-document';
import { code, fenced, paragraphs, table } from './markdown';
import { messagesOf } from './messages';

/** The page of one procedure in both languages, made of its machine, its schema, the policy file and the message templates. */
export function procedurePage(entry: Entry, policyFile: string, templates: string): string {
  const { procedure } = entry;
  const of = procedureDocument(entry, policyFile);
  const { machine } = procedure;
  return `${paragraphs(
    `# ${bilingual(of.title)}`,
    `${code(`${of.name}@${of.version}`)} · 由 \`npm run docs\` 生成，请勿手改 · made by \`npm run docs\`, not by hand`,
    '## 依据 · Rules',
    table(
      ['条款 · article', '中文', 'English'],
      of.source.map(({ article, text }) => [article, text?.zh ?? '', text?.en ?? '']),
    ),
    `${NO_RULE.zh}<br>${NO_RULE.en}`,
    '## 图 · Diagram',
    '⏱ 为时间到期所致，方括号内为条件。· ⏱ is brought about by time; what is in brackets must hold.',
    fenced('mermaid', mermaid(machine, { lang: 'zh' })),
    '<details><summary>English</summary>',
    fenced('mermaid', mermaid(machine, { lang: 'en' })),
    '</details>',
    '## 状态 · States',
    states(of),
    '## 变迁 · Transitions',
    transitions([...statesOf(rootOf(machine))]),
    '## 登记 · Opening a case',
    `由 · by: ${of.startedBy.map(who).join('、')}`,
    fields(of.input),
    '## 事件 · Events',
    events(of),
    '## 期限 · Deadlines',
    `默认值，见 \`policy/${policyFile.split(/[\\/]/).pop()}\`，可改；◇ 无制度条款。· The policy file's defaults, which may be changed; ◇ no rule book sets it.`,
    clocks(of),
    '## 消息 · Messages',
    `模板在 \`policy/templates/${of.name}/\`，可改。· The templates may be edited.`,
    messagesOf(templates, of.name),
  )}\n`;
}

const NO_RULE: Text = {
  zh: '未注明条款的状态、变迁与期限为本产品的默认做法，制度中没有规定。',
  en: 'A state, transition or deadline without an article is a default of this product that no rule book sets.',
};

const who = (role: string): string => bilingual(roleTitle(role));

const states = ({ states: all }: ProcedureDocument): string =>
  table(
    ['状态 · state', '中文', 'English', '标签 · tags', '条款 · rule'],
    all.map(({ id, title, final, tags, rule }) => [
      code(id),
      `${title.zh}${final ? '（终）' : ''}`,
      `${title.en}${final ? ' (end)' : ''}`,
      tags.map(code).join(' '),
      rule ?? '',
    ]),
  );

function transitions(nodes: readonly StateNodeLike[]): string {
  const row = (node: StateNodeLike, transition: TransitionLike): string[] => [
    titleOf(node).zh,
    wordsOf(transition, 'zh'),
    wordsOf(transition, 'en'),
    transition.target?.map(to => bilingual(titleOf(to))).join(', ') ?? '—',
    `${transition.meta?.rule ?? ''}`,
  ];
  return table(
    ['在 · in', '因', 'on', '到 · to', '条款 · rule'],
    nodes.flatMap(node => transitionsOf(node).map(transition => row(node, transition))),
  );
}

const events = ({ events: all }: ProcedureDocument): string =>
  table(
    ['事件 · event', '中文', 'English', '由 · by', '内容 · fields'],
    all.map(({ event, title, by, fields: given }) => [
      code(event),
      title.zh,
      title.en,
      by.map(who).join('<br>'),
      given.map(field => `${code(field.path)} ${bilingual(field.title)}: ${formOf(field)}`).join('<br>'),
    ]),
  );

const fields = (all: readonly Field[]): string =>
  table(
    ['字段 · field', '中文', 'English', '形式 · form'],
    all.map(field => [code(field.path), field.title.zh, field.title.en, formOf(field)]),
  );

const formOf = ({ kind, choices, required }: Field): string =>
  `${choices?.map(code).join(' / ') ?? kind}${required ? '' : '，可选 · optional'}`;

function clocks({ clocks: all, limits, numbers, lateEntries }: ProcedureDocument): string {
  const rest = Object.entries(limits).filter(([name]) => !all.some(clock => clock.name === name));
  return paragraphs(
    table(
      ['期限 · deadline', '时限 · limit', '提醒 · reminders', '超期告知 · told when missed', '条款 · rule'],
      all.map(clock => [
        bilingual(clock.title),
        clock.limit ? words(clock.limit) : '以约定为准 · as promised',
        clock.warnAt.map(share => `${Math.round(share * 100)} %`).join(', '),
        levels(clock),
        clock.rule ?? '◇',
      ]),
    ),
    table(
      ['暂停 · paused', '期限 · deadline', '提醒 · reminder', '最长 · at the longest'],
      all.flatMap(clock =>
        clock.pauses.map(({ title, remindAfter, longest }) => [
          bilingual(title),
          bilingual(clock.title),
          remindAfter ? words(remindAfter) : '',
          words(longest),
        ]),
      ),
    ),
    lateEntries.length > 0 ? `补录由 · late entries by: ${lateEntries.map(who).join('、')}` : '',
    table(
      ['其他 · others', '值 · value'],
      [
        ...rest.map(([name, limit]) => [code(name), words(limit)]),
        ...Object.entries(numbers).map(([name, n]) => [code(name), String(n)]),
      ],
    ),
  );
}

const words = (limit: NonNullable<ClockDocument['limit']>): string =>
  `${formatDuration(limit, 'zh')} · ${formatDuration(limit, 'en')}`;

const levels = ({ levels: roles, every }: ClockDocument): string =>
  `${roles.map(who).join(' → ')}${every && roles.length > 1 ? `（每隔 ${formatDuration(every, 'zh')} · each ${formatDuration(every, 'en')}）` : ''}`;
