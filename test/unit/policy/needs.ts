import type { PolicyNeeds } from '../../../statechart/procedure';

/** What the two procedures of the shipped policy file ask for. */
export const needs: { readonly [procedure: string]: PolicyNeeds } = {
  'customer-complaint': { limits: ['reply', 'callback'], clocks: ['reply'], numbers: ['callbacks'] },
  'repair-dispatch': {
    limits: ['arrival', 'emergencyArrival', 'callback', 'finish'],
    clocks: ['arrival', 'emergencyArrival', 'promisedArrival', 'finish'],
    numbers: [],
  },
};
