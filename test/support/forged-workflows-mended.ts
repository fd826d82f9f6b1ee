import { type AnyStateMachine, setup } from 'xstate';
import { durable } from '../../workflows';
import { counterMachine } from './counter-machine';

const { config, implementations } = counterMachine;

/** A worker that can take up what the one of `forged-workflows.ts` cannot: its machine has the state `gone` as well. */
export const counter = durable(
  setup({})
    .createMachine({ ...config, states: { ...config.states, gone: config.states!.counting } } as never)
    .provide(implementations as never) as unknown as AnyStateMachine,
  { searchAttributes: true },
);
