import { procedures } from '../../../machines';
import type { PolicyNeeds } from '../../../statechart/policy';

/** What two of the procedures ask for, for policy files that have no more. */
export const needs: { readonly [procedure: string]: PolicyNeeds } = {
  'customer-complaint': { limits: ['reply', 'callback'], clocks: ['reply'], numbers: ['callbacks'], pauses: [] },
  'repair-dispatch': {
    limits: ['arrival', 'emergencyArrival', 'callback', 'finish'],
    clocks: ['arrival', 'emergencyArrival', 'promisedArrival', 'finish'],
    numbers: [],
    pauses: ['parts'],
  },
};

/** What all procedures of the shipped policy file ask for. */
export const shippedNeeds: { readonly [procedure: string]: PolicyNeeds } = Object.fromEntries(
  procedures.map(procedure => [procedure.name, procedure.needs]),
);
