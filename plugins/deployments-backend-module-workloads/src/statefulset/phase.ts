import { isUnobserved } from '../workload/readWorkload';
import type { PhaseReading } from '../workload/state';
import type { StatefulSetData } from './kinds';

/** How many pods the update is for: those from the partition on. */
export const wantedOf = ({ desired, partition }: StatefulSetData) =>
  Math.max(desired - partition, 0);

/** There is a newer revision than the one that all pods once had. */
export const hasUpdate = (data: StatefulSetData) =>
  data.updateRevision !== '' && data.updateRevision !== data.currentRevision;

/**
 * The rules of `kubectl rollout status`. It has no word for an update that is
 * held back on purpose: a partition is "complete" there, and OnDelete an
 * error. Here both wait for a person.
 */
export function phaseOf(data: StatefulSetData): PhaseReading {
  const progressing = (message: string): PhaseReading => ({
    phase: 'progressing',
    message,
  });
  const { desired, updated, ready } = data;
  if (isUnobserved(data) || data.observedGeneration === 0) {
    return progressing('Waiting for statefulset spec update to be observed.');
  }
  if (data.onDelete) {
    return onDeletePhase(data);
  }
  if (ready < desired) {
    return progressing(`Waiting for ${desired - ready} pods to be ready.`);
  }
  if (!hasUpdate(data)) {
    return { phase: 'healthy', message: '' };
  }
  if (updated < wantedOf(data)) {
    return progressing(
      `${updated} out of ${wantedOf(data)} new pods have been updated.`,
    );
  }
  return data.partition > 0
    ? {
        phase: 'paused',
        message: `Partitioned roll out complete: ${updated} new pods have been updated.`,
      }
    : progressing(
        `Waiting for statefulset rolling update to complete: ${updated} pods at revision ${data.updateRevision}.`,
      );
}

function onDeletePhase(data: StatefulSetData): PhaseReading {
  const { desired, updated, ready } = data;
  if (ready < desired) {
    return {
      phase: 'progressing',
      message: `Waiting for ${desired - ready} pods to be ready.`,
    };
  }
  return hasUpdate(data) && updated < desired
    ? {
        phase: 'paused',
        message: `${updated} of ${desired} pods have the new revision; the others get it when they are deleted.`,
      }
    : { phase: 'healthy', message: '' };
}
