import type {
  KubernetesObject,
  PlannedPatch,
} from '@heal7/backstage-plugin-deployments-node';
import { formatTime } from '@heal7/backstage-plugin-deployments-node';
import { rolloutRef } from './rollback';

const ANNOTATION = 'heal7.com/nudged-at';

/**
 * Touches a Rollout, so that the controller reads it again. What `settled.ts`
 * waits for is the usual case only: a controller that is slow to write its
 * status covers up a change all the same, and would come to it at its resync,
 * 15 minutes later unless `--rollout-resync` says otherwise.
 */
export const nudge = (live: KubernetesObject, now: Date): PlannedPatch => ({
  ref: rolloutRef(live),
  type: 'merge',
  body: { metadata: { annotations: { [ANNOTATION]: formatTime(+now) } } },
});
