import type { DecisionBasis } from '@heal7/backstage-plugin-deployments-common';
import { positionOf } from '../rollout/position';
import type { RolloutData } from '../rollout/RolloutData';
import { pauseOf } from './pause';

/** What a click on this state is decided on. */
export function basisOfRollout(uid: string, data: RolloutData): DecisionBasis {
  return {
    uid,
    revisionHash: data.status?.currentPodHash ?? '',
    stepIndex: positionOf(data)?.index ?? null,
    pausedAt: pauseOf(data)?.startedAt ?? null,
    aborted: data.status?.aborted ?? false,
    fingerprint: '',
  };
}
