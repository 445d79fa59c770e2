import { randomUUID } from 'node:crypto';
import type {
  DeploymentState,
  DeploymentTargetRef,
  WaveDuration,
  WavePlanRequest,
} from '@heal7/backstage-plugin-deployments-common';
import { newestRevision } from '../history/position';
import { sameTarget } from './nextStep';
import type { RecordedPlan, RecordedTarget } from './RecordedPlan';

/** @internal */
export const secondsOf = (duration: WaveDuration): number =>
  (duration.hours ?? 0) * 3600 +
  (duration.minutes ?? 0) * 60 +
  (duration.seconds ?? 0);

/**
 * What tells an image from another version of it. Registries differ between
 * clouds although the image is the same one.
 *
 * @internal
 */
export function versionOfImage(image: string): string {
  const at = image.indexOf('@');
  const name = at < 0 ? image : image.slice(0, at);
  const last = name.slice(name.lastIndexOf('/') + 1);
  return last.includes(':') ? last : `${last}${at < 0 ? '' : image.slice(at)}`;
}

const imagesOf = (state: DeploymentState) =>
  newestRevision(state)?.images ?? [];

/** Versions that a state rolls out, as one text. @internal */
export const versionsOf = (state: DeploymentState): string =>
  imagesOf(state).map(versionOfImage).sort().join(', ');

/** Targets that are in a request more than once. @internal */
export const repeated = (
  targets: DeploymentTargetRef[],
): DeploymentTargetRef[] =>
  targets.filter(
    (target, index) =>
      targets.findIndex(one => sameTarget(one, target)) !== index,
  );

/** A plan at its beginning. @internal */
export function planOf(
  request: WavePlanRequest,
  context: {
    entityRef: string;
    actor: string;
    now: Date;
    maxAgeMs: number;
    stateOf: (target: DeploymentTargetRef) => {
      state: DeploymentState;
      environment: string | null;
    };
  },
): RecordedPlan {
  const { now, entityRef, actor, maxAgeMs, stateOf } = context;
  const at = now.toISOString();
  return {
    id: randomUUID(),
    entityRef,
    action: request.action,
    status: 'acting',
    currentWave: 0,
    stop: null,
    hold: null,
    reason: request.reason?.trim() ?? '',
    startedBy: actor,
    startedAt: at,
    endedAt: null,
    expiresAt: new Date(now.getTime() + maxAgeMs).toISOString(),
    waves: request.waves.map((wave, index) => ({
      name: wave.name?.trim() ?? '',
      healthyForSeconds: secondsOf(wave.healthyFor),
      soakedMs: 0,
      healthySeenAt: null,
      startedAt: index === 0 ? at : null,
      endedAt: null,
      targets: wave.targets.map(({ target }): RecordedTarget => {
        const { state, environment } = stateOf(target);
        return {
          target,
          environment,
          uid: state.uid,
          revisionHash: state.basis.revisionHash,
          images: imagesOf(state),
          progress: 'pending',
          actedAt: null,
          attempt: null,
          actedOn: null,
          failures: 0,
          retryAt: null,
        };
      }),
    })),
  };
}
