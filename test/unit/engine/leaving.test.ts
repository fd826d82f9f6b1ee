import { type ActorRefFrom, type AnyActorRef, assign, fromPromise, fromTransition, sendTo, setup } from 'xstate';
import { Case } from '../../../statechart/case';
import { define } from '../../../statechart/definition';
import { park, repair } from '../../../statechart/repair';

/** Answers whoever an event says is to be answered. */
const echo = fromTransition((asked: number, event: { type: 'PING'; to: AnyActorRef }) => {
  event.to.send({ type: 'HEARD' });
  return asked + 1;
}, 0);

const talking = setup({
  types: { context: {} as { heard: number; echo: ActorRefFrom<typeof echo> } },
  actors: { echo, work: fromPromise<number, { owner?: unknown }>(async () => 1) },
}).createMachine({
  id: 'talking',
  context: ({ spawn }) => ({ heard: 0, echo: spawn('echo', { id: 'echo' }) }),
  initial: 'open',
  on: { HEARD: { actions: assign({ heard: ({ context }) => context.heard + 1 }) } },
  states: {
    open: {
      on: {
        ASK: { actions: sendTo('echo', ({ self }) => ({ type: 'PING', to: self }), { delay: 1_000 }) },
        WORK: 'working',
        GIVE: 'giving',
      },
    },
    working: { invoke: { id: 'work', src: 'work', input: {} } },
    giving: { invoke: { id: 'work', src: 'work', input: ({ self }) => ({ owner: self }) } },
  },
});

const again = (of: Case): Case => Case.restore(of.definition, JSON.parse(JSON.stringify(of.persist())));
const event = (type: string, at: number) => ({ type: 'event', at, event: { type } }) as const;

test('a delayed event that carries a reference to an actor reaches that actor, also in a case that was taken up again', () => {
  const of = Case.start(define(talking), undefined, 0);
  of.take(event('ASK', 1));
  for (const each of [again(of), of]) {
    each.take({ type: 'tick', at: 2_000 });
    expect(each.snapshot.context.heard).toBe(1);
  }
});

test('an activity that is given a reference to an actor is refused in words', () => {
  const of = Case.start(define(talking), undefined, 0);
  expect(() => of.take(event('GIVE', 1))).toThrow(
    expect.objectContaining({ code: 'ACTOR_LEAVES_CASE', message: expect.stringContaining("'work'") }),
  );
});

test('work that a person gave up is not begun again when the case is taken up again', () => {
  const of = Case.start(define(talking), undefined, 0);
  of.take(event('WORK', 1));
  const { generation } = of.running()[0]!;
  park(of, { actor: 'work', generation, at: 2, error: { message: 'failed' } });
  const skipped = repair(of, { what: 'skip', actor: 'work' }, { at: 3, reason: 'given up' });
  expect(skipped.running()).toEqual([]);
  expect(again(skipped).running()).toEqual([]);
});
