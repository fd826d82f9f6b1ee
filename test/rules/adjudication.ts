import { after, type Step, send } from '../scenarios/scenario';
import { rules } from './rule';

const rule = rules('adjudication', {
  matter: '退换费用',
  question: '错发型号的费用由谁承担？',
  departments: ['commerce', 'manufacturing'],
});

const opinionOf = (department: string): Step => send(department, 'OPINION_FILED', { opinion: '不由本部门承担。' });
const decided = send('office', 'DECIDED', { decision: '由制造中心承担。', liable: 'manufacturing' });
const carriedOut = send('supervision', 'CARRIED_OUT', { result: '已转账。' });
const bothFiled = [opinionOf('commerce'), opinionOf('manufacturing')];
const asked = ['opinions-asked → commerce', 'opinions-asked → manufacturing'];
const both = [...asked, 'decision-asked → office'];
const told = [...both, 'decided → supervision', 'decided → commerce', 'decided → manufacturing'];

/** 1.3 部门分歧裁决 */
export const adjudicationRules = [
  rule('CSD-14: departments disagree on a case → each is asked for its opinion', [], {
    said: asked,
    state: 'collecting',
    clocks: { opinions: 'running' },
    refused: [opinionOf('finance'), decided, carriedOut],
  }),
  rule('each files its opinion: the office does not decide before the last', [opinionOf('commerce')], {
    said: asked,
    state: 'collecting',
    cites: ['CSD-14'],
    refused: [decided],
  }),
  rule(
    '… what one files again stands in place of its first, and is not the other’s',
    [opinionOf('commerce'), opinionOf('commerce')],
    {
      said: asked,
      state: 'collecting',
    },
  ),
  rule(
    '… within 2 working days; who has not filed is reminded, then told with the office',
    [opinionOf('commerce'), after('2 weeks')],
    {
      said: [
        ...asked,
        'opinions-due-soon → manufacturing',
        'opinions-due-soon → manufacturing',
        'opinions-overdue → manufacturing',
        'opinions-overdue → office',
      ],
      state: 'collecting',
      clocks: { opinions: 'missed' },
    },
  ),
  rule(
    '… a missed opinion stops nothing: it may still be filed',
    [opinionOf('commerce'), after('2 weeks'), opinionOf('manufacturing')],
    {
      state: 'deciding',
      clocks: { opinions: 'met-late', decision: 'running' },
    },
  ),
  rule('… or the office decides without it', [opinionOf('commerce'), after('2 weeks'), decided], {
    state: 'carrying-out',
  }),
  rule('all have filed → the office is to decide, and only the office', bothFiled, {
    said: both,
    state: 'deciding',
    clocks: { opinions: 'met', decision: 'running' },
    refused: [{ ...decided, by: 'commerce' } as Step, opinionOf('commerce')],
  }),
  rule('the office decides: the departments and the supervising department are told', [...bothFiled, decided], {
    said: told,
    state: 'carrying-out',
    clocks: { opinions: 'met', decision: 'met', execution: 'running' },
    cites: ['CSD-14'],
  }),
  rule('… overdue → the general manager is told', [...bothFiled, after('2 weeks')], {
    said: [...both, 'due-soon → office', 'due-soon → office', 'overdue → office', 'overdue → gm'],
    state: 'deciding',
  }),
  rule('the supervising department carries it out', [...bothFiled, decided, carriedOut], {
    said: [...told, 'carried-out → office', 'carried-out → commerce', 'carried-out → manufacturing'],
    output: { decision: '由制造中心承担。', liable: 'manufacturing' },
    cites: ['CSD-14'],
  }),
  rule(
    '… overdue → the general manager is told, and it is still carried out',
    [...bothFiled, decided, after('4 weeks')],
    {
      said: [...told, 'due-soon → supervision', 'due-soon → supervision', 'overdue → supervision', 'overdue → gm'],
      state: 'carrying-out',
      refused: [{ ...carriedOut, by: 'office' } as Step],
    },
  ),
];
