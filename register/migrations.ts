/** One change of the register's tables. Once released it is never edited: what comes later is another one. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Where the register lives in a database that others may use as well. */
export const SCHEMA = 'duecourse';

/** In the order in which they are applied; the first is number 1. */
export const migrations: readonly Migration[] = [
  {
    name: 'cases, steps, deadlines, tasks, messages',
    sql: `
create table ${SCHEMA}.cases (
  id text primary key,
  procedure text not null,
  version integer not null,
  status text not null,
  value jsonb not null,
  tags text[] not null,
  revision integer not null,
  lines integer not null,
  position integer not null,
  started_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  due_at timestamptz,
  ahead_ms double precision not null,
  person text,
  phone text,
  context jsonb not null,
  output jsonb,
  error jsonb,
  accepts jsonb not null,
  incidents jsonb not null,
  zone jsonb,
  run_id text not null,
  history_length integer not null,
  recorded_at timestamptz not null default now()
);
create index cases_by_due on ${SCHEMA}.cases (due_at, id);
create index cases_by_start on ${SCHEMA}.cases (started_at, id);
create index cases_by_procedure on ${SCHEMA}.cases (procedure, started_at);
create index open_cases on ${SCHEMA}.cases (due_at, id) where status in ('open', 'incident');

create table ${SCHEMA}.steps (
  case_id text not null references ${SCHEMA}.cases on delete cascade,
  seq integer not null,
  at timestamptz not null,
  kind text not null,
  subject text,
  role text,
  name text,
  rules text[] not null,
  entered text[] not null,
  entry jsonb not null,
  primary key (case_id, seq)
);
create index steps_by_time on ${SCHEMA}.steps (at);
create index steps_by_person on ${SCHEMA}.steps (case_id, role, seq desc) where name is not null;

create table ${SCHEMA}.deadlines (
  case_id text not null references ${SCHEMA}.cases on delete cascade,
  name text not null,
  place integer not null,
  title jsonb not null,
  rule text,
  status text not null,
  due_at timestamptz,
  next_at timestamptz,
  left_ms double precision not null,
  working boolean not null,
  provisional boolean not null,
  primary key (case_id, name)
);
create index deadlines_by_due on ${SCHEMA}.deadlines (due_at);

create table ${SCHEMA}.tasks (
  case_id text not null references ${SCHEMA}.cases on delete cascade,
  event text not null,
  role text not null,
  holder text,
  procedure text not null,
  due_at timestamptz not null,
  primary key (case_id, event, role)
);
create index tasks_by_due on ${SCHEMA}.tasks (due_at, case_id);
create index tasks_by_role on ${SCHEMA}.tasks (role, due_at, case_id);

create table ${SCHEMA}.messages (
  key text primary key,
  case_id text not null,
  template text not null,
  receiver text not null,
  channel text not null,
  state text not null,
  at timestamptz not null,
  changed_at timestamptz not null
);
create index messages_by_case on ${SCHEMA}.messages (case_id, at);
`,
  },
  {
    name: 'changes of a message are counted',
    sql: `alter table ${SCHEMA}.messages add column revision integer not null default -1;`,
  },
];
