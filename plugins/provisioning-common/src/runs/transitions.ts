import { ENDED_RUN_PHASES } from './Run';
import type { RunPhase } from './Run';

/**
 * What can happen to a run.
 *
 * @public
 */
export const RUN_EVENTS = [
  'plan-started',
  /** Planned, and somebody has to look. */
  'planned',
  /** Planned, and nobody has to. */
  'planned-and-approved',
  /** Planned, and there is nothing to apply, or it was only a check. */
  'planned-and-done',
  'approved',
  'rejected',
  'apply-started',
  'applied',
  'failed',
  'cancelled',
  'went-stale',
  'interrupted',
] as const;

/** @public */
export type RunEvent = (typeof RUN_EVENTS)[number];

const TRANSITIONS: Record<
  Exclude<RunPhase, (typeof ENDED_RUN_PHASES)[number]>,
  Partial<Record<RunEvent, RunPhase>>
> = {
  queued: {
    'plan-started': 'planning',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  planning: {
    planned: 'awaiting-approval',
    'planned-and-approved': 'approved',
    'planned-and-done': 'succeeded',
    failed: 'failed',
    cancelled: 'cancelled',
    interrupted: 'interrupted',
  },
  'awaiting-approval': {
    approved: 'approved',
    rejected: 'rejected',
    cancelled: 'cancelled',
    'went-stale': 'stale',
  },
  approved: {
    'apply-started': 'applying',
    failed: 'failed',
    cancelled: 'cancelled',
    'went-stale': 'stale',
  },
  applying: {
    applied: 'succeeded',
    failed: 'failed',
    cancelled: 'cancelled',
    'went-stale': 'stale',
    interrupted: 'interrupted',
  },
};

/**
 * Whether nothing more can happen to it.
 *
 * @public
 */
export function hasEnded(
  phase: RunPhase,
): phase is (typeof ENDED_RUN_PHASES)[number] {
  return (ENDED_RUN_PHASES as readonly RunPhase[]).includes(phase);
}

/**
 * The phase after an event; undefined when that cannot happen in this phase,
 * as when somebody approves what has been cancelled.
 *
 * @public
 */
export function nextPhase(
  phase: RunPhase,
  event: RunEvent,
): RunPhase | undefined {
  return hasEnded(phase) ? undefined : TRANSITIONS[phase][event];
}
