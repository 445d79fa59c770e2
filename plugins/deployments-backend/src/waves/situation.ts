import type {
  DeploymentState,
  WaveHold,
  WaveStop,
} from '@heal7/backstage-plugin-deployments-common';
import { differingBasisFields } from '@heal7/backstage-plugin-deployments-common';
import { isThrough } from '../history/position';
import type { RecordedPlan, RecordedTarget } from './RecordedPlan';

/**
 * What is known of a target now.
 *
 * @internal
 */
export interface SeenTarget {
  /** Null when it is not there. */
  state: DeploymentState | null;
  /** Whether its cluster is watched, so that this is how it is now. */
  watched: boolean;
}

/** In words, for messages. @internal */
export const named = ({ target }: Pick<RecordedTarget, 'target'>): string =>
  `${target.namespace}/${target.name} in cluster '${target.cluster}'`;

const sameRevision = (target: RecordedTarget, state: DeploymentState) =>
  state.uid === target.uid && state.basis.revisionHash === target.revisionHash;

/**
 * What speaks against going on with a target that the plan is not through
 * with; null when nothing does. What is not watched is no evidence.
 *
 * @internal
 */
export function whyStop(
  target: RecordedTarget,
  { state, watched }: SeenTarget,
): WaveStop | null {
  const stop = (code: WaveStop['code'], message: string): WaveStop => ({
    code,
    message,
    target: target.target,
  });
  if (!watched) {
    return null;
  }
  if (!state) {
    return stop('gone', `${named(target)} is not there any more`);
  }
  if (!sameRevision(target, state)) {
    return stop(
      'moved-on',
      `${named(target)} is rolling out something else now`,
    );
  }
  return whyUnsound(target, state);
}

/**
 * The same for a target of a wave that is through: another release of it is
 * its own matter, trouble with what was promoted is the plan's.
 *
 * @internal
 */
export function whyStopAfter(
  target: RecordedTarget,
  { state, watched }: SeenTarget,
): WaveStop | null {
  return watched && state && sameRevision(target, state)
    ? whyUnsound(target, state)
    : null;
}

function whyUnsound(
  target: RecordedTarget,
  state: DeploymentState,
): WaveStop | null {
  const about = state.message ? `: ${state.message}` : '';
  if (state.aborted) {
    return {
      code: 'aborted',
      message: `${named(target)} was aborted${about}`,
      target: target.target,
    };
  }
  return state.phase === 'degraded'
    ? {
        code: 'degraded',
        message: `${named(target)} is degraded${about}`,
        target: target.target,
      }
    : null;
}

/**
 * What is to be done about a target of the current wave.
 *
 * @internal
 */
export type Situation =
  | { is: 'healthy' }
  | { is: 'rolling' }
  | { is: 'held'; hold: WaveHold }
  | { is: 'to-act'; state: DeploymentState }
  /** An act was begun, and nothing of it can be seen yet. */
  | { is: 'to-settle' }
  /** An act was begun, and the rollout has moved since. */
  | { is: 'found-acted' };

/** Reasons of pauses that only a person can judge. */
const INCONCLUSIVE = /inconclusive/i;

/**
 * Only for targets that `whyStop` has nothing against.
 *
 * @internal
 */
export function situationOf(
  { action }: Pick<RecordedPlan, 'action'>,
  target: RecordedTarget,
  { state, watched }: SeenTarget,
  now: Date,
): Situation {
  const held = (code: WaveHold['code'], message: string): Situation => ({
    is: 'held',
    hold: { code, message, target: target.target },
  });
  if (!watched || !state) {
    return held(
      'not-watched',
      `Cluster '${target.target.cluster}' cannot be watched at the moment`,
    );
  }
  if (target.attempt) {
    if (differingBasisFields(target.attempt, state.basis).length > 0) {
      return { is: 'found-acted' };
    }
    return target.retryAt !== null && now.getTime() < target.retryAt
      ? held('not-possible', `Trying ${named(target)} again`)
      : { is: 'to-settle' };
  }
  if (isThrough(state)) {
    return { is: 'healthy' };
  }
  const { pause } = state;
  if (pause?.reason === 'Manual') {
    return held('paused-by-hand', `${named(target)} was paused by hand`);
  }
  if (action === 'promote' && (pause === null || pause.endsAt !== null)) {
    return { is: 'rolling' };
  }
  if (pause && INCONCLUSIVE.test(pause.reason)) {
    return held(
      'inconclusive',
      `The analysis of ${named(target)} could not decide`,
    );
  }
  const acted =
    target.actedOn !== null &&
    (action === 'promote-full' ||
      differingBasisFields(target.actedOn, state.basis).length === 0);
  if (acted) {
    return { is: 'rolling' };
  }
  const offer = state.actions.find(one => one.action === action);
  if (offer?.refusal?.code === 'fully-promoted') {
    return { is: 'rolling' };
  }
  if (!offer || offer.refusal) {
    return held(
      'not-possible',
      offer?.refusal?.message ??
        `${named(target)} cannot be promoted by the portal`,
    );
  }
  return { is: 'to-act', state };
}
