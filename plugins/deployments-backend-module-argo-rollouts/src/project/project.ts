import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import {
  compareTexts,
  gitOpsOf,
  latestEvents,
  ownedBy,
  sortPods,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  ObservedGroup,
  ObservedObject,
  ReplicaSetData,
} from '@heal7/backstage-plugin-deployments-node';
import {
  analysisRuns,
  destinationRules,
  events,
  experiments,
  gitOps,
  pods,
  replicaSets,
  virtualServices,
} from '../kinds';
import { positionOf } from '../rollout/position';
import type { RolloutData } from '../rollout/RolloutData';
import { strategyOf } from '../rollout/strategy';
import { analysisOf } from './analysis';
import { basisOfRollout } from './basis';
import { explanationOf } from './explain/explanation';
import { headerRoutesOf } from './headerRoutes';
import { offersOf } from './offers';
import { pauseOf } from './pause';
import { phaseOf } from './phase';
import { revisionsOf } from './revisions';
import { trafficOf } from './traffic';
import { weightOf } from './weight';

/** Id of this engine. */
export const ENGINE = 'argo-rollouts';

/** The ReplicaSet of the newest revision, once the controller has made it. */
function newestOf(
  { status }: RolloutData,
  sets: ObservedObject<ReplicaSetData>[],
): ObservedObject<ReplicaSetData> | undefined {
  const hash = status?.currentPodHash ?? '';
  return sets
    .filter(set => hash !== '' && set.data.hash === hash)
    .sort((a, b) => compareTexts(a.uid, b.uid))[0];
}

/**
 * Projects a Rollout and what belongs to it into its state. Pure: the same
 * objects, in whatever order, make the same state.
 */
export function project(group: ObservedGroup<RolloutData>): DeploymentState {
  const { cluster, root } = group;
  const { data } = root;
  const ownSets = ownedBy(group.related(replicaSets), root);
  const revisions = revisionsOf(data, ownSets, group.related(pods));
  const canary = revisions.find(({ role }) => role === 'canary');
  const weight = weightOf(data, canary?.replicas.available ?? 0);
  const traffic = trafficOf({
    data,
    root,
    weight,
    revisions,
    virtualServices: group.related(virtualServices),
    destinationRules: group.related(destinationRules),
  });
  const analysis = analysisOf(
    data,
    root,
    group.related(analysisRuns),
    group.related(experiments),
  );
  const reading = phaseOf(data);
  const step = positionOf(data);
  const pause = pauseOf(data);
  const newest = newestOf(data, ownSets);
  return {
    cluster,
    namespace: root.namespace,
    name: root.name,
    uid: root.uid,
    engine: ENGINE,
    strategy: strategyOf(data),
    ...reading,
    aborted: data.status?.aborted ?? false,
    step,
    steps: data.spec.canary?.steps ?? [],
    weight,
    traffic,
    trafficRouter: data.spec.canary?.trafficRouting?.router ?? null,
    headerRoutes: headerRoutesOf(
      data,
      root.namespace,
      group.related(virtualServices),
    ),
    pause,
    explanation: explanationOf({
      data,
      phase: reading.phase,
      pause,
      step,
      weight,
      traffic,
      analysis,
      newest,
      pods: newest ? sortPods(ownedBy(group.related(pods), newest)) : [],
    }),
    replicas: {
      desired: data.spec.replicas,
      ready: data.status?.readyReplicas ?? 0,
      available: data.status?.availableReplicas ?? 0,
    },
    revisions,
    analysis,
    conditions: data.status?.conditions ?? [],
    events: latestEvents(ownedBy(group.related(events), root)),
    labels: data.labels,
    entityRefs: data.entityRefs,
    managedBy: data.managedBy,
    gitOps: gitOpsOf(group, gitOps, data),
    actions: offersOf(data, revisions),
    basis: basisOfRollout(root.uid, data),
  };
}
