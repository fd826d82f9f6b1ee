import { after, type Step, send } from '../scenarios/scenario';
import { rules } from './rule';

const rule = rules('incident', { kind: 'fire', place: '3 号楼 12 层', situation: '配电间冒烟。' });

const confirmedBy = (role: string) => send(role, 'CONFIRMED');
const all = ['guard', 'engineering', 'agent', 'office'];
const confirmed = all.map(confirmedBy);
const report = send('guard', 'SITUATION', { report: '已断电，无人受伤。' });
const over = send('supervisor', 'OVER', { result: '烟雾排除。' });
const reviewed = send('manager', 'REVIEWED', { course: '断电、疏散、排烟', cause: '接头松动', lessons: '每月测温' });
const said = (template: string, to: readonly string[]) => to.map(receiver => `${template} → ${receiver}`);
const toldAtOnce = said('alarm', all);
const toldOver = [...toldAtOnce, ...said('over', [...all, 'manager'])];

/** 2.5 突发事件 */
export const incidentRules = [
  ...[
    ['fire', all],
    ['water', ['engineering', 'guard', 'agent']],
    ['power', ['engineering', 'guard', 'agent']],
    ['lift', ['engineering', 'guard', 'agent']],
    ['public-health', ['office', 'guard', 'agent']],
    ['natural-disaster', ['office', 'engineering', 'guard', 'agent']],
  ].map(([kind, departments]) =>
    rule(
      `raised, the plan chosen by kind (${kind}), all departments of the plan told in parallel`,
      [],
      {
        said: said('alarm', departments as string[]),
        state: 'under-way.confirming.called, reporting.following',
        clocks: { confirmation: 'running' },
      },
      { kind },
    ),
  ),
  rule('each must confirm: one is not enough', [confirmed[0]!, after('5 minutes')], {
    said: toldAtOnce,
    state: 'under-way.confirming.called, reporting.following',
    clocks: { confirmation: 'running' },
    cites: ['ORG 应急预案'],
    // Who has confirmed need not again; who was not called cannot.
    refused: [confirmed[0]!, confirmedBy('manager'), confirmedBy('warehouse')],
  }),
  rule('each must confirm (10 minutes): all have', [...confirmed, after('10 minutes')], {
    said: toldAtOnce,
    state: 'under-way.confirming.complete, reporting.following',
    clocks: { confirmation: 'met' },
    refused: confirmed,
  }),
  rule(
    '… else the next person of the plan, of those departments that have not, and the next level hears of it',
    [confirmed[0]!, confirmed[2]!, confirmed[3]!, after('10 minutes')],
    {
      said: [...toldAtOnce, ...said('next-called', ['engineer', 'supervisor'])],
      clocks: { confirmation: 'missed' },
      refused: [confirmedBy('lead')],
    },
  ),
  rule('… who confirms for the department', [...confirmed.slice(1), after('10 minutes'), confirmedBy('lead')], {
    state: 'under-way.confirming.complete, reporting.following',
    clocks: { confirmation: 'met-late' },
  }),
  rule('… and the one after that ten minutes later', [...confirmed.slice(1), after('20 minutes')], {
    said: [...toldAtOnce, ...said('next-called', ['lead', 'supervisor']), 'next-called → manager'],
    clocks: { confirmation: 'missed' },
  }),
  rule(
    'situation reports on a rhythm (30 minutes): none has come → one is asked for',
    [...confirmed, after('1 hour')],
    {
      said: [...toldAtOnce, 'report-asked → guard', 'report-asked → guard'],
    },
  ),
  rule(
    '… and each goes to all departments and the manager',
    [...confirmed, after('20 minutes'), report, after('29 minutes')],
    { said: [...toldAtOnce, ...said('situation', [...all, 'manager'])] },
  ),
  rule('… until it is over', [...confirmed, over, after('1 hour')], {
    said: toldOver,
    state: 'reviewing',
    clocks: { confirmation: 'met', review: 'running' },
    cites: ['CSD-9 §4.4'],
    refused: [report, over],
  }),
  rule('over before all have confirmed: nobody is waited for any longer', [after('5 minutes'), over], {
    said: toldOver,
    clocks: { confirmation: 'cancelled', review: 'running' },
  }),
  rule('a false alarm is withdrawn: the departments are told', [send('guard', 'WITHDRAWN', { reason: '误报' })], {
    said: [...toldAtOnce, ...said('false-alarm', all)],
    output: { unconfirmed: all, outcome: 'withdrawn' },
    clocks: { confirmation: 'cancelled' },
  }),
  rule('… by nobody below the lead', [], { refused: [{ ...over, by: 'guard' } as Step, reviewed] }),
  rule('then a review, to the departments and the general manager', [...confirmed, over, after('1 hour'), reviewed], {
    said: [...toldOver, ...said('reviewed', [...all, 'gm'])],
    output: { unconfirmed: [] },
    clocks: { confirmation: 'met', review: 'met' },
  }),
  rule(
    'no review in three days → the manager and the general manager',
    [...confirmed, over, after('3 calendar days')],
    {
      said: [...toldOver, 'review-due-soon → manager', ...said('review-overdue', ['manager', 'gm'])],
      state: 'reviewing',
      clocks: { confirmation: 'met', review: 'missed' },
    },
  ),
];
