import type { RunKind, RunPhase } from '../runs/Run';
import type { StackFacts, StackPhase } from './Stack';

/**
 * Where a stack stands, from what is remembered of it, the run under way and
 * the last one that ended. A check that fails or finds nothing changes nothing.
 *
 * @public
 */
export function stackPhase(
  facts: StackFacts,
  current: { kind: RunKind; phase: RunPhase } | null,
  last: { kind: RunKind; phase: RunPhase } | null,
): StackPhase {
  if (current && current.kind !== 'check') {
    switch (current.phase) {
      case 'awaiting-approval':
        return 'awaiting-approval';
      case 'approved':
      case 'applying':
        return current.kind === 'destroy' ? 'destroying' : 'applying';
      default:
        return 'planning';
    }
  }
  if (facts.reset) {
    return 'reset';
  }
  if (last?.phase === 'interrupted') {
    return 'interrupted';
  }
  if (last?.phase === 'failed' && last.kind !== 'check') {
    return 'failed';
  }
  if (facts.destroyed) {
    return 'destroyed';
  }
  if (!facts.applied) {
    return 'requested';
  }
  return facts.drifted ? 'drifted' : 'applied';
}
