import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import {
  latestEvents,
  ownedBy,
} from '@heal7/backstage-plugin-deployments-node';
import type { ObservedGroup } from '@heal7/backstage-plugin-deployments-node';
import {
  analysisRuns,
  events,
  experiments,
  pods,
  replicaSets,
  virtualServices,
} from '../kinds';
import { positionOf } from '../rollout/position';
import type { RolloutData } from '../rollout/RolloutData';
import { strategyOf } from '../rollout/strategy';
import { analysisOf } from './analysis';
import { basisOfRollout } from './basis';
import { headerRoutesOf } from './headerRoutes';
import { offersOf } from './offers';
import { pauseOf } from './pause';
import { phaseOf } from './phase';
import { revisionsOf } from './revisions';
import { weightOf } from './weight';

/** Id of this engine. */
export const ENGINE = 'argo-rollouts';

/**
 * Projects a Rollout and what belongs to it into its state. Pure: the same
 * objects, in whatever order, make the same state.
 */
export function project(group: ObservedGroup<RolloutData>): DeploymentState {
  const { cluster, root } = group;
  const { data } = root;
  const revisions = revisionsOf(
    data,
    ownedBy(group.related(replicaSets), root),
    group.related(pods),
  );
  const canary = revisions.find(({ role }) => role === 'canary');
  return {
    cluster,
    namespace: root.namespace,
    name: root.name,
    uid: root.uid,
    engine: ENGINE,
    strategy: strategyOf(data),
    ...phaseOf(data),
    aborted: data.status?.aborted ?? false,
    step: positionOf(data),
    steps: data.spec.canary?.steps ?? [],
    weight: weightOf(data, canary?.replicas.available ?? 0),
    traffic: null,
    trafficRouter: data.spec.canary?.trafficRouting?.router ?? null,
    headerRoutes: headerRoutesOf(
      data,
      root.namespace,
      group.related(virtualServices),
    ),
    pause: pauseOf(data),
    explanation: null,
    replicas: {
      desired: data.spec.replicas,
      ready: data.status?.readyReplicas ?? 0,
      available: data.status?.availableReplicas ?? 0,
    },
    revisions,
    analysis: analysisOf(
      data,
      root,
      group.related(analysisRuns),
      group.related(experiments),
    ),
    conditions: data.status?.conditions ?? [],
    events: latestEvents(ownedBy(group.related(events), root)),
    labels: data.labels,
    entityRefs: data.entityRefs,
    managedBy: data.managedBy,
    gitOps: null,
    actions: offersOf(data, revisions),
    basis: basisOfRollout(root.uid, data),
  };
}
