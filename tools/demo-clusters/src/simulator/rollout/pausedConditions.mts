import { RESOURCES } from '../../store/resourceType.mts';
import {
  findCondition,
  setCondition,
  type ConditionContent,
} from './conditions.mts';
import { statusOf, type Pass } from './pass.mts';
import { calculatePhase } from './phase.mts';
import type { Rollout } from './types.mts';

/** Conditions that follow from a pause, resume or retry, if they are missing. */
function missingConditions(rollout: Rollout): ConditionContent[] {
  const status = statusOf(rollout);
  const progressing = findCondition(status.conditions, 'Progressing');
  const paused =
    (status.pauseConditions ?? []).length > 0 || rollout.spec.paused === true;
  const saysPaused = progressing?.reason === 'RolloutPaused';
  const saysAborted = progressing?.reason === 'RolloutAborted';
  const completed =
    !!status.stableRS && status.stableRS === status.currentPodHash;
  const missing: ConditionContent[] = [];
  if (paused !== saysPaused && !saysAborted && !completed) {
    missing.push({
      type: 'Progressing',
      status: 'Unknown',
      reason: paused ? 'RolloutPaused' : 'RolloutResumed',
      message: paused ? 'Rollout is paused' : 'Rollout is resumed',
    });
  }
  if (!status.abort && saysAborted) {
    missing.push({
      type: 'Progressing',
      status: 'Unknown',
      reason: 'RolloutRetry',
      message: 'Retrying Rollout after abort',
    });
  }
  const held = findCondition(status.conditions, 'Paused');
  if (paused !== (held?.status === 'True') && !saysAborted) {
    missing.push({
      type: 'Paused',
      status: paused ? 'True' : 'False',
      reason: 'RolloutPaused',
      message: 'Rollout is paused',
    });
  }
  return missing;
}

/**
 * Writes the conditions of a pause before anything else, so that time spent
 * paused never counts as lack of progress.
 *
 * @returns true when something was written
 */
export function syncPausedConditions(pass: Pass): boolean {
  const { rollout, clock, store } = pass;
  // Before the first status there is nothing to resume from.
  if (!rollout.status?.phase) {
    return false;
  }
  const resumed = (content: ConditionContent) =>
    content.reason === 'RolloutResumed' &&
    findCondition(rollout.status?.conditions, 'Progressing')?.reason !==
      'RolloutPaused';
  const missing = missingConditions(rollout).filter(item => !resumed(item));
  if (missing.length === 0) {
    return false;
  }
  const status = { ...statusOf(rollout) };
  for (const content of missing) {
    status.conditions = setCondition(
      status.conditions ?? [],
      content,
      clock.now(),
    );
  }
  status.observedGeneration = String(rollout.metadata.generation);
  [status.phase, status.message] = calculatePhase(rollout, status);
  if (!status.message) {
    delete status.message;
  }
  store.replace<Rollout>(RESOURCES.rollouts, { ...rollout, status }, 'status');
  return true;
}
