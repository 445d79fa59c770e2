import { RESOURCES } from '../../store/resourceType.mts';
import { safeHash } from '../podTemplate.mts';
import {
  actualReplicas,
  availableReplicas,
  type ReplicaSet,
} from '../workloadTypes.mts';
import { findCondition, setCondition } from './conditions.mts';
import type { ConditionContent } from './conditions.mts';
import { calculatePhase } from './phase.mts';
import {
  hashOf,
  recordEvent,
  revisionOf,
  statusOf,
  type Pass,
} from './pass.mts';
import { deadlineOf } from './scaling.mts';
import {
  currentStep,
  desiredReplicas,
  stepsOf,
  type Rollout,
  type RolloutStatus,
} from './types.mts';

function sum(replicaSets: ReplicaSet[], count: (rs: ReplicaSet) => number) {
  return replicaSets.reduce((total, item) => total + count(item), 0);
}

/** Hash of the steps: a change of it starts the steps again. */
export function stepHash(rollout: Rollout): string | undefined {
  return rollout.spec.strategy.canary
    ? safeHash(JSON.stringify(stepsOf(rollout)))
    : undefined;
}

/** True when the template or the steps are not those of the status. */
export function specChanged(pass: Pass): boolean {
  const { currentPodHash, currentStepHash } = statusOf(pass.rollout);
  const template =
    currentPodHash !== undefined && currentPodHash !== hashOf(pass.newRS);
  return template || currentStepHash !== stepHash(pass.rollout);
}

/** Labels as a selector of the scale subresource. */
export function selectorText(labels: Record<string, string>): string {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** Fills in everything that is only counted, the same for both strategies. */
export function countReplicas(pass: Pass): void {
  const { status, allRSs, newRS, rollout } = pass;
  const before = statusOf(rollout);
  status.currentPodHash = hashOf(newRS);
  status.stableRS = before.stableRS;
  status.currentStepHash = stepHash(rollout);
  status.replicas = sum(allRSs, actualReplicas);
  status.HPAReplicas = status.replicas;
  status.updatedReplicas = actualReplicas(newRS);
  status.readyReplicas = sum(allRSs, item => item.status?.readyReplicas ?? 0);
  status.availableReplicas = sum(allRSs, availableReplicas);
  status.selector = selectorText(rollout.spec.selector.matchLabels);
  status.conditions = status.conditions ?? before.conditions;
  status.promoteFull =
    status.currentPodHash !== before.stableRS && before.promoteFull;
}

/** Starts the update again from its first step. */
export function resetStatus(pass: Pass): void {
  const { status, pause, rollout } = pass;
  pause.clear();
  pause.removeAbort();
  status.restartedAt = rollout.spec.restartAt;
  status.promoteFull = undefined;
  status.blueGreen = {};
  status.canary = { weights: status.canary.weights };
  status.currentStepIndex = stepsOf(rollout).length > 0 ? 0 : undefined;
}

/** Makes the new revision the stable one. */
export function promoteStable(pass: Pass, reason: string): void {
  const { status, pause, rollout } = pass;
  pause.clear();
  pause.removeAbort();
  status.promoteFull = undefined;
  status.blueGreen.scaleUpPreviewCheckPoint = undefined;
  const count = stepsOf(rollout).length;
  status.currentStepIndex = count > 0 ? count : undefined;
  if (status.stableRS !== status.currentPodHash) {
    status.stableRS = status.currentPodHash;
    recordEvent(
      pass,
      'RolloutCompleted',
      `Rollout completed update to revision ${revisionOf(rollout)} ` +
        `(${status.currentPodHash}): ${reason}`,
    );
  }
}

function isHealthy(pass: Pass): boolean {
  const { status, rollout } = pass;
  const { canary, blueGreen } = rollout.spec.strategy;
  const replicas = desiredReplicas(rollout);
  const hash = status.currentPodHash;
  const steps = stepsOf(rollout).length;
  const strategyDone = canary
    ? (steps === 0 || status.currentStepIndex === steps) &&
      status.stableRS === hash &&
      status.replicas === replicas
    : status.blueGreen.activeSelector === hash &&
      (!blueGreen?.previewService || status.blueGreen.previewSelector === hash);
  return (
    status.updatedReplicas === replicas &&
    status.availableReplicas === replicas &&
    statusOf(rollout).observedGeneration ===
      String(rollout.metadata.generation) &&
    strategyDone
  );
}

function madeProgress(before: RolloutStatus, after: RolloutStatus): boolean {
  const old = (status: RolloutStatus) =>
    (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return (
    (after.updatedReplicas ?? 0) !== (before.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0) ||
    after.stableRS !== before.stableRS ||
    after.currentStepIndex !== before.currentStepIndex ||
    after.currentStepHash !== before.currentStepHash ||
    after.blueGreen.activeSelector !== before.blueGreen.activeSelector ||
    after.blueGreen.previewSelector !== before.blueGreen.previewSelector
  );
}

function timedOut(pass: Pass): boolean {
  const { rollout, status, clock } = pass;
  const progressing = findCondition(status.conditions, 'Progressing');
  const step = currentStep(rollout);
  const paused = findCondition(rollout.status?.conditions, 'Paused');
  const indefinite =
    step?.pause ||
    step?.analysis ||
    step?.experiment ||
    paused?.status === 'True';
  const waiting = pass.otherRSs.some(other => deadlineOf(other) !== undefined);
  if (!progressing || indefinite || waiting) {
    return false;
  }
  if (['RolloutAborted', 'RolloutPaused'].includes(progressing.reason ?? '')) {
    return false;
  }
  const since = Date.parse(progressing.lastUpdateTime ?? '');
  const deadline = (rollout.spec.progressDeadlineSeconds ?? 600) * 1000;
  return (
    progressing.reason === 'ProgressDeadlineExceeded' ||
    since + deadline < clock.now()
  );
}

function updateProgressing(pass: Pass, becameUnhealthy: boolean): void {
  const { status, newRS, clock, rollout } = pass;
  const name = newRS.metadata.name;
  const set = (content: Omit<ConditionContent, 'type'>, refresh = false) => {
    status.conditions = setCondition(
      status.conditions ?? [],
      { type: 'Progressing', ...content },
      clock.now(),
      { refresh },
    );
  };
  if (isHealthy(pass)) {
    set({
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${name}" has successfully progressed.`,
    });
  } else if (becameUnhealthy || madeProgress(statusOf(rollout), status)) {
    const lost = status.stableRS === status.currentPodHash && becameUnhealthy;
    set(
      {
        status: 'True',
        reason: lost ? 'ReplicaSetNotAvailable' : 'ReplicaSetUpdated',
        message: lost
          ? 'Rollout does not have minimum availability'
          : `ReplicaSet "${name}" is progressing.`,
      },
      true,
    );
  } else if (timedOut(pass)) {
    set({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${name}" has timed out progressing.`,
    });
    if (rollout.spec.progressDeadlineAbort && !pass.pause.aborted) {
      pass.pause.addAbort(`ReplicaSet "${name}" has timed out progressing.`);
    }
  }
}

/** Writes the conditions that follow from the counts and decisions. */
export function updateConditions(pass: Pass): void {
  const { status, rollout, clock, pause } = pass;
  const before = statusOf(rollout);
  const set = (content: ConditionContent): boolean => {
    const held = findCondition(status.conditions, content.type);
    status.conditions = setCondition(
      status.conditions ?? [],
      content,
      clock.now(),
    );
    return held?.status !== content.status || held.reason !== content.reason;
  };
  const paused =
    (before.pauseConditions ?? []).length > 0 || rollout.spec.paused;
  let becameUnhealthy = false;
  if (!paused && isHealthy(pass)) {
    set({
      type: 'Healthy',
      status: 'True',
      reason: 'RolloutHealthy',
      message: 'Rollout is healthy',
    });
  } else if (findCondition(before.conditions, 'Healthy')) {
    becameUnhealthy = set({
      type: 'Healthy',
      status: 'False',
      reason: 'RolloutHealthy',
      message: 'Rollout is not healthy',
    });
  }
  if (pause.aborted) {
    const base = `Rollout aborted update to revision ${revisionOf(rollout)}`;
    const message = pause.abortMessage
      ? `${base}: ${pause.abortMessage}`
      : base;
    const reason = 'RolloutAborted';
    if (set({ type: 'Progressing', status: 'False', reason, message })) {
      recordEvent(pass, reason, message, 'Warning');
    }
  } else {
    updateProgressing(pass, becameUnhealthy);
  }
  const available = (status.availableReplicas ?? 0) >= desiredReplicas(rollout);
  set({
    type: 'Available',
    status: available ? 'True' : 'False',
    reason: 'AvailableReason',
    message: available
      ? 'Rollout has minimum availability'
      : 'Rollout does not have minimum availability',
  });
  const completed = status.stableRS === status.currentPodHash;
  const changed = set({
    type: 'Completed',
    status: completed ? 'True' : 'False',
    reason: 'RolloutCompleted',
    message: 'RolloutCompleted',
  });
  if (changed && !completed) {
    recordEvent(
      pass,
      'RolloutNotCompleted',
      `Rollout not completed, started update to revision ` +
        `${revisionOf(rollout)} (${status.currentPodHash})`,
    );
  }
}

/** Drops what Go's `omitempty` would leave out. */
function withoutZeros(status: RolloutStatus): RolloutStatus {
  const entries = Object.entries(status).filter(([key, value]) =>
    key === 'currentStepIndex'
      ? value !== undefined
      : value !== undefined && value !== false && value !== '' && value !== 0,
  );
  const dense = Object.fromEntries(entries) as unknown as RolloutStatus;
  const part = <T extends object>(value: T): T =>
    Object.fromEntries(
      Object.entries(value).filter(([, item]) => item !== undefined),
    ) as T;
  return {
    ...dense,
    canary: part(status.canary),
    blueGreen: part(status.blueGreen),
  };
}

/** Stores the new status; events tell of pauses that begin or end. */
export function persistStatus(pass: Pass): void {
  const { status, rollout, pause, clock, store } = pass;
  const before = statusOf(rollout);
  pause.applyTo(status, clock.now());
  status.observedGeneration = String(rollout.metadata.generation);
  [status.phase, status.message] = calculatePhase(rollout, status);
  const { namespace, name } = rollout.metadata;
  const current = store.get<Rollout>(RESOURCES.rollouts, namespace, name);
  if (!current) {
    return;
  }
  store.replace<Rollout>(
    RESOURCES.rollouts,
    { ...current, status: withoutZeros(status) },
    'status',
  );
  const wasPaused = (before.pauseConditions ?? []).length > 0;
  const reason = status.pauseConditions?.[0]?.reason;
  if (reason && !wasPaused) {
    recordEvent(pass, 'RolloutPaused', `Rollout is paused (${reason})`);
  } else if (!reason && wasPaused && !status.abortedAt) {
    recordEvent(pass, 'RolloutResumed', 'Rollout is resumed');
  }
}
