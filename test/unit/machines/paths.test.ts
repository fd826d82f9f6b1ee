import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { procedures } from '../../../machines';
import { catalogue, housePolicy } from '../../../machines/catalogue';
import { everyCaseEvents } from '../../../machines/every-case/every-case.schema';
import { sliceOf } from '../../../machines/policy/load';
import { rootOf, type StateNodeLike, statesOf } from '../../../statechart/internals';
import { isInternal } from '../../../statechart/view';
import { POLICY } from '../../support/policy';
import { samplesOf } from '../../support/samples';
import { AT } from './begin';

interface Sent {
  readonly type: string;
  readonly [field: string]: unknown;
}

const at = Date.parse(AT);
const policy = housePolicy(POLICY);
const everyCase = { ...everyCaseEvents([]), REOPENED: true };
/** Those of them that lead somewhere; the others only write into the file of a case. */
const leading = ['WITHDRAWN', 'DUPLICATE', 'REOPENED'];

/** Everything that can reach a case: what people of each role may send, what clocks say, what waits end in. */
function eventsOf(name: string): Sent[] {
  const { procedure, schema } = catalogue[name]!;
  const people = Object.entries(schema.events).flatMap(([type, { by, data }]) =>
    // What happens to every case does the same whoever sends it.
    (type in everyCase ? by.slice(0, 1) : by).flatMap(role =>
      samplesOf(data, at, type in everyCase ? 1 : undefined).map(fields => ({ type, at, by: { role }, ...fields })),
    ),
  );
  const internal = [...statesOf(rootOf(procedure.machine))].flatMap(node => [
    ...[...node.transitions.keys()].filter(isInternal),
    ...node.after.map(({ eventType }) => eventType),
  ]);
  return [...people, ...[...new Set(internal)].map(type => ({ type, at, share: 0.5 }))];
}

/** Two cases are the same for this purpose if they are in the same state and differ in texts and instants only, or in counts above four. */
function sameness({ value, context }: AnyMachineSnapshot): string {
  const { policy: _, file: __, ...rest } = context as { [field: string]: unknown };
  const counted = Object.entries(rest).map(([field, is]) => {
    if (typeof is !== 'number') return [field, is];
    return is > 1_000 ? [] : [field, Math.min(is, 4)];
  });
  return JSON.stringify([value, counted]);
}

/** Every place that a case of the procedure can get to, over all that may be in its input. */
function reachable(name: string): AnyMachineSnapshot[] {
  const { procedure, schema } = catalogue[name]!;
  const slice = sliceOf(policy, name, at);
  const machine = procedure.machine as AnyStateMachine;
  const seen = new Map<string, AnyMachineSnapshot>();
  for (const given of samplesOf(schema.input, at)) {
    const paths = getShortestPaths(machine, {
      input: { ...given, policy: slice, at, by: { role: schema.startedBy[0]! } },
      events: eventsOf(name).filter(({ type }) => !(type in everyCase) || leading.includes(type)),
      serializeState: snapshot => sameness(snapshot as AnyMachineSnapshot),
      limit: 400_000,
    });
    for (const { state } of paths) seen.set(sameness(state as AnyMachineSnapshot), state as AnyMachineSnapshot);
  }
  return [...seen.values()];
}

describe.each(procedures.map(({ name, machine }) => [name, machine as AnyStateMachine] as const))(
  '%s',
  (name, machine) => {
    const places = reachable(name);
    const states = [...statesOf(rootOf(machine))];
    const active = (node: StateNodeLike) =>
      places.filter(place => (place._nodes as unknown as StateNodeLike[]).some(({ id }) => id === node.id));

    // One that is always left at once is passed, never stayed in.
    const lasting = states.filter(({ always }) => !always?.some(({ guard }) => guard === undefined));

    test.each(lasting.map(node => [node.id, node] as const))('%s is reached', (_, node) => {
      expect(active(node).length).toBeGreaterThan(0);
    });

    test('whatever a state says that it takes is taken there in some case: nothing is promised that cannot be', () => {
      const events = eventsOf(name);
      const dead = states.flatMap(node =>
        [...node.transitions.keys()]
          .filter(type => type !== '')
          .filter(
            type => !active(node).some(place => events.some(event => event.type === type && place.can(event as never))),
          )
          .map(type => `${node.id}: ${type}`),
      );
      expect(dead).toEqual([]);
    });
  },
);
