import type { View } from '../../client';
import { type Ledger, ledgerOf, quiet } from '../support/history';
import { clockLines, lines } from '../support/journal';
import type { ServiceCentre } from '../support/service-centre';
import { play, type Scenario } from './scenario';

/** What a case shows of itself, said and cost, once a scenario has been played. */
export interface Played {
  readonly view: View;
  readonly journal: readonly string[];
  /** Lines of the journal that clocks wrote. */
  readonly clocks: readonly string[];
  /** `<template> → <receiver>`, in order. */
  readonly said: readonly string[];
  readonly ledger: Ledger;
}

/** Plays a scenario to its last step. `how` tells the cases of two runs of one scenario apart. */
export async function played(centre: ServiceCentre, how: string, scenario: Scenario): Promise<Played> {
  const { cases } = centre.desk;
  const words = [scenario.procedure, scenario.title, how].join('-');
  const id = await play(centre.desk, scenario, words.replaceAll(/[^\w-]+/g, '-'));
  // A step is answered before what it says is out.
  await quiet(cases.temporal, id);
  const { view } = await centre.desk.show(id);
  return {
    view,
    journal: lines(view.journal),
    clocks: clockLines(view.journal),
    said: await centre.said(id),
    ledger: await ledgerOf(cases.temporal, id),
  };
}
