import { durable } from '../../workflows';
import { counterMachine } from './counter-machine';

export const counter = durable(counterMachine);
