import type {
  DeploymentPause,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import {
  gitOpsOf,
  latestEvents,
  ownedBy,
} from '@heal7/backstage-plugin-deployments-node';
import type { ObservedGroup } from '@heal7/backstage-plugin-deployments-node';
import { DEPLOYMENT_RULES, offersOf } from '../workload/refusals';
import { shareOf, trafficOf, WITHOUT_STEPS } from '../workload/state';
import { basisOfDeployment } from './basis';
import { explanationOf } from './explain';
import type { DeploymentData, DeploymentKinds } from './kinds';
import { isMoving, phaseOf } from './phase';
import { newestOf, revisionsOf } from './revisions';
import { situationOf } from './situation';

/** Id of this engine. */
export const ENGINE = 'deployment';

const PAUSED_BY_HAND: DeploymentPause = {
  reason: 'Manual',
  startedAt: null,
  endsAt: null,
};

/** Whether another engine says that this Deployment is its own. */
function isSteeredByOthers(
  group: ObservedGroup<DeploymentData>,
  { rollouts, canaries, blueGreenPairs }: DeploymentKinds,
): boolean {
  const { root } = group;
  return [rollouts, canaries, blueGreenPairs]
    .flatMap(kind => group.related(kind))
    .some(({ belongsTo }) =>
      belongsTo.some(
        ({ namespace, name }) =>
          namespace === root.namespace && name === root.name,
      ),
    );
}

/**
 * Projects a Deployment and what belongs to it into the state of its rolling
 * update; null when another engine steers it.
 */
export function projectDeployment(
  group: ObservedGroup<DeploymentData>,
  kinds: DeploymentKinds,
): DeploymentState | null {
  if (isSteeredByOthers(group, kinds)) {
    return null;
  }
  const { cluster, root } = group;
  const { data, namespace, name, uid } = root;
  const replicaSets = ownedBy(group.related(kinds.replicaSets), root);
  const pods = group.related(kinds.pods);
  const reading = phaseOf(data, name);
  const moving = isMoving(data);
  const newest = newestOf(data, replicaSets);
  const hash = newest?.data.hash ?? '';
  const revisions = revisionsOf(data, replicaSets, pods, moving);
  const weight = {
    set: 100,
    actual: moving ? shareOf(revisions, hash, 0) : 100,
    max: 100,
  };
  return {
    ...WITHOUT_STEPS,
    cluster,
    namespace,
    name,
    uid,
    engine: ENGINE,
    ...reading,
    weight,
    traffic: trafficOf(`Deployment ${namespace}/${name}`, revisions, {
      weight,
      phase: reading.phase,
    }),
    pause: data.paused ? PAUSED_BY_HAND : null,
    explanation: explanationOf(
      data,
      reading,
      newest ? ownedBy(pods, newest) : [],
      newest?.data.failure ?? '',
    ),
    replicas: {
      desired: data.desired,
      ready: data.ready,
      available: data.available,
    },
    revisions,
    conditions: data.conditions,
    events: latestEvents(ownedBy(group.related(kinds.events), root)),
    labels: data.labels,
    entityRefs: data.entityRefs,
    managedBy: data.managedBy,
    gitOps: gitOpsOf(group, kinds.gitOps, data),
    actions: offersOf(DEPLOYMENT_RULES, situationOf(data, replicaSets)),
    basis: basisOfDeployment(uid, data, hash),
  };
}
