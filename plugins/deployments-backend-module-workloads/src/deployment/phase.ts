import type { PhaseReading } from '../workload/state';
import { isUnobserved } from '../workload/readWorkload';
import type { DeploymentData } from './kinds';

/** What the controller says once it has waited too long; null before. */
export function deadlineOf(data: DeploymentData): string | null {
  const exceeded = data.conditions.find(
    ({ type, reason }) =>
      type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
  );
  return exceeded ? exceeded.message || exceeded.reason : null;
}

/**
 * The rules of `kubectl rollout status`
 * (staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go), which
 * knows no pause: a paused Deployment waits there for ever.
 */
export function phaseOf(data: DeploymentData, name: string): PhaseReading {
  const progressing = (message: string): PhaseReading => ({
    phase: 'progressing',
    message,
  });
  const { desired, replicas, updated, available } = data;
  if (isUnobserved(data)) {
    return progressing('Waiting for deployment spec update to be observed.');
  }
  if (data.paused) {
    return { phase: 'paused', message: 'The deployment is paused.' };
  }
  if (deadlineOf(data) !== null) {
    return {
      phase: 'degraded',
      message: `Deployment "${name}" exceeded its progress deadline.`,
    };
  }
  if (updated < desired) {
    return progressing(
      `${updated} out of ${desired} new replicas have been updated.`,
    );
  }
  if (replicas > updated) {
    return progressing(
      `${replicas - updated} old replicas are pending termination.`,
    );
  }
  if (available < updated) {
    return progressing(
      `${available} of ${updated} updated replicas are available.`,
    );
  }
  return { phase: 'healthy', message: '' };
}

/** Whether what runs is not yet what the spec says. */
export function isMoving(data: DeploymentData): boolean {
  const { desired, replicas, updated, available } = data;
  return (
    isUnobserved(data) ||
    deadlineOf(data) !== null ||
    updated < desired ||
    replicas > updated ||
    available < updated
  );
}
