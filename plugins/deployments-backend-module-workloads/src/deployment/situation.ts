import type { ReplicaSetData } from '@heal7/backstage-plugin-deployments-node';
import { isUnobserved } from '../workload/readWorkload';
import type { Situation } from '../workload/refusals';
import type { DeploymentData } from './kinds';
import { isMoving } from './phase';
import { newestOf, previousOf } from './revisions';

/** What of a Deployment decides which actions make sense. */
export function situationOf(
  data: DeploymentData,
  replicaSets: { name: string; data: ReplicaSetData }[],
): Situation {
  return {
    moving: isMoving(data),
    paused: data.paused,
    unobserved: isUnobserved(data) || newestOf(data, replicaSets) === null,
    others: replicaSets.filter(
      replicaSet => replicaSet !== newestOf(data, replicaSets),
    ).length,
    previous: previousOf(data, replicaSets) !== null,
  };
}
