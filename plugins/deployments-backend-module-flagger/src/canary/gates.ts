import type { CanaryData, CanaryWebhook } from './CanaryData';
import type { LoadTesterGate } from './loadTester';
import { phaseOf } from './phases';

/**
 * The hooks by which Flagger asks whether it may go on. A canary that waits
 * for more traffic says so in events only.
 */
export type GateType =
  | 'confirm-rollout'
  | 'confirm-promotion'
  | 'confirm-traffic-increase';

const GATE_OF_PHASE = new Map<string, GateType>([
  ['Waiting', 'confirm-rollout'],
  ['WaitingPromotion', 'confirm-promotion'],
]);

/**
 * The gate that the canary waits at, as far as its phase tells; null when it
 * waits at none.
 */
export const gateOfPhase = (data: CanaryData): GateType | null =>
  GATE_OF_PHASE.get(phaseOf(data)) ?? null;

/** The hooks of one type; Flagger asks them all, in this order. */
export function hooksOf(data: CanaryData, type: string): CanaryWebhook[] {
  return (
    data.spec.analysis?.webhooks.filter(webhook => webhook.type === type) ?? []
  );
}

/**
 * The gate that a promotion opens; null when there is none. A canary that waits
 * for more traffic says so in events only, of which Flagger's event client
 * sends no more than a burst: so its gate can be opened whenever it may ask.
 */
export function gateToOpen(data: CanaryData): GateType | null {
  const mayAsk =
    phaseOf(data) === 'Progressing' &&
    hooksOf(data, 'confirm-traffic-increase').length > 0;
  return gateOfPhase(data) ?? (mayAsk ? 'confirm-traffic-increase' : null);
}

/**
 * Whether Flagger itself closes a gate of the load tester after each run, by a
 * hook. Left open, `gate` approves the next run as well, and `rollback` ends it.
 */
export function closesAfterRun(
  data: CanaryData,
  gate: LoadTesterGate['path'],
): boolean {
  return hooksOf(data, 'post-rollout').some(({ url }) =>
    url.endsWith(`/${gate}/close`),
  );
}
