import { kubeTime } from '../../clock/clock.mts';
import { RESOURCES } from '../../store/resourceType.mts';
import { availableReplicas, type ReplicaSet } from '../workloadTypes.mts';
import {
  hashOf,
  isFullyPromoted,
  recordEvent,
  revisionOf,
  statusOf,
  type Pass,
} from './pass.mts';
import {
  DEADLINE_ANNOTATION,
  DESIRED_ANNOTATION,
  desiredReplicas,
} from './types.mts';

const DEFAULT_DELAY_SECONDS = 30;

/** When a ReplicaSet may be scaled down; undefined when nothing is planned. */
export function deadlineOf(replicaSet: ReplicaSet): number | undefined {
  const text = replicaSet.metadata.annotations?.[DEADLINE_ANNOTATION];
  return text ? Date.parse(text) : undefined;
}

/** Edits the ReplicaSet as it is stored now, not as the pass has seen it. */
function annotate(
  pass: Pass,
  replicaSet: ReplicaSet,
  changes: Record<string, string | undefined>,
  replicas?: number,
): void {
  const { name, namespace } = replicaSet.metadata;
  const current = pass.store.get<ReplicaSet>(
    RESOURCES.replicaSets,
    namespace,
    name,
  );
  if (!current) {
    return;
  }
  const annotations: Record<string, string> = {};
  const wanted = { ...current.metadata.annotations, ...changes };
  for (const [key, value] of Object.entries(wanted)) {
    if (value !== undefined) {
      annotations[key] = value;
    }
  }
  pass.store.replace<ReplicaSet>(RESOURCES.replicaSets, {
    ...current,
    metadata: { ...current.metadata, annotations },
    spec: { ...current.spec, replicas: replicas ?? current.spec.replicas },
  });
}

/** Scales a ReplicaSet; true when its size had to change. */
export function scale(
  pass: Pass,
  replicaSet: ReplicaSet,
  replicas: number,
): boolean {
  const before = replicaSet.spec.replicas;
  annotate(
    pass,
    replicaSet,
    {
      [DESIRED_ANNOTATION]: String(desiredReplicas(pass.rollout)),
      ...(replicas === 0 ? { [DEADLINE_ANNOTATION]: undefined } : {}),
    },
    replicas,
  );
  if (before === replicas) {
    return false;
  }
  const direction = before < replicas ? 'up' : 'down';
  recordEvent(
    pass,
    'ScalingReplicaSet',
    `Scaled ${direction} ReplicaSet ${replicaSet.metadata.name} ` +
      `(revision ${revisionOf(replicaSet)}) from ${before} to ${replicas}`,
  );
  return true;
}

/** Takes back a plan to scale down, after a move back to an older revision. */
export function removeDeadline(pass: Pass, replicaSet: ReplicaSet): void {
  if (deadlineOf(replicaSet) !== undefined) {
    annotate(pass, replicaSet, { [DEADLINE_ANNOTATION]: undefined });
  }
}

function addDeadline(pass: Pass, replicaSet: ReplicaSet, seconds: number) {
  const deadline = kubeTime(pass.clock.now() + seconds * 1000);
  annotate(pass, replicaSet, { [DEADLINE_ANNOTATION]: deadline });
}

/** Strategy fields that both strategies share. */
function delays(pass: Pass): { promoted: number; aborted: number } {
  const { canary, blueGreen } = pass.rollout.spec.strategy;
  const strategy = canary ?? blueGreen;
  return {
    promoted: strategy?.scaleDownDelaySeconds ?? DEFAULT_DELAY_SECONDS,
    aborted: strategy?.abortScaleDownDelaySeconds ?? DEFAULT_DELAY_SECONDS,
  };
}

/** True when the aborted revision stays up for a while (0: for ever). */
export function delaysAbortScaleDown(pass: Pass): boolean {
  const { canary } = pass.rollout.spec.strategy;
  return (
    pass.pause.aborted &&
    pass.stableRS !== undefined &&
    !(canary && !canary.trafficRouting) &&
    delays(pass).aborted > 0
  );
}

/**
 * Scales the new ReplicaSet, or after an abort plans its end.
 *
 * @returns true when its size had to change
 */
export function scaleNew(pass: Pass, replicas: number): boolean {
  const { newRS, stableRS, rollout } = pass;
  if (!delaysAbortScaleDown(pass)) {
    return scale(pass, newRS, replicas);
  }
  const deadline = deadlineOf(newRS);
  if (deadline === undefined) {
    if (newRS.spec.replicas === 0) {
      return false;
    }
    // The stable revision has to carry everything before the other may go.
    if (availableReplicas(stableRS) === desiredReplicas(rollout)) {
      addDeadline(pass, newRS, delays(pass).aborted);
    }
    return false;
  }
  return deadline <= pass.clock.now() && scale(pass, newRS, 0);
}

/** Hashes that traffic may still go to. */
function referencedHashes(pass: Pass): Set<string | undefined> {
  const { stableRS, currentPodHash, blueGreen, canary } = statusOf(
    pass.rollout,
  );
  return new Set([
    stableRS,
    currentPodHash,
    blueGreen.activeSelector,
    blueGreen.previewSelector,
    canary.weights?.canary.podTemplateHash,
    canary.weights?.stable.podTemplateHash,
  ]);
}

function scaleDownOther(pass: Pass, replicaSet: ReplicaSet): boolean {
  const { canary, blueGreen } = pass.rollout.spec.strategy;
  const routed = blueGreen !== undefined || canary?.trafficRouting;
  if (!routed) {
    return scale(pass, replicaSet, 0);
  }
  if (referencedHashes(pass).has(hashOf(replicaSet))) {
    return false;
  }
  const deadline = deadlineOf(replicaSet);
  const { promoted } = delays(pass);
  if (deadline === undefined) {
    // A revision overtaken in mid-update serves nothing: it goes at once.
    const overtaken = canary && !isFullyPromoted(pass.rollout);
    if (overtaken || promoted === 0) {
      return scale(pass, replicaSet, 0);
    }
    addDeadline(pass, replicaSet, promoted);
    return false;
  }
  return deadline <= pass.clock.now() && scale(pass, replicaSet, 0);
}

/** Lets go of what is neither new nor stable; true when something shrank. */
export function scaleDownOthers(pass: Pass): boolean {
  let scaled = false;
  for (const replicaSet of pass.otherRSs) {
    if (replicaSet.spec.replicas > 0) {
      scaled = scaleDownOther(pass, replicaSet) || scaled;
    }
  }
  return scaled;
}
