import type { CanaryData } from './CanaryData';

/** Flagger's phase; empty before it has reported any. */
export const phaseOf = (data: CanaryData) => data.status?.phase ?? '';

const is =
  (...phases: string[]) =>
  (data: CanaryData) =>
    phases.includes(phaseOf(data));

/** Nothing is being rolled out, and what was has become the primary. */
export const isIdle = is('Initialized', 'Succeeded');

/** All traffic was sent back to the primary. */
export const hasFailed = is('Failed');

/** Not begun, begun and being judged, or judged and not yet approved. */
export const isUndecided = is('Waiting', 'Progressing', 'WaitingPromotion');

/** Judged good: the primary is being made what the canary is. */
export const isPromoting = is('Promoting', 'Finalising');

/** Phases in which Flagger asks the rollback hooks. */
export const asksRollback = is('Progressing', 'WaitingPromotion');
