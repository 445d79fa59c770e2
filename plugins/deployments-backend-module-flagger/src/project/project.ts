import type {
  DeploymentState,
  DeploymentTraffic,
} from '@heal7/backstage-plugin-deployments-common';
import {
  gitOpsOf,
  latestEvents,
  ownedBy,
} from '@heal7/backstage-plugin-deployments-node';
import type { ObservedGroup } from '@heal7/backstage-plugin-deployments-node';
import type { CanaryData, CanarySpec } from '../canary/CanaryData';
import { hasFailed, isIdle } from '../canary/phases';
import { positionOf } from '../canary/position';
import { stepsOf } from '../canary/steps';
import { routesByService, strategyOf } from '../canary/strategy';
import {
  deployments,
  events,
  gitOps,
  pods,
  replicaSets,
  virtualServices,
} from '../kinds';
import { analysisOf } from './analysis';
import { basisOfCanary } from './basis';
import { explanationOf } from './explanation';
import { offersOf } from './offers';
import { gateWaitedAt, pauseOf } from './pause';
import { shownPhaseOf } from './phase';
import { revisionsOf } from './revisions';
import { headerRoutesOf, trafficOf, virtualServiceOf } from './routes';
import { storyOf } from './story';
import { versionsOf } from './versions';
import { weightOf } from './weight';
import { workloadOf } from './workload';
import type { Workload } from './workload';

/** Id of this engine. */
export const ENGINE = 'flagger';

/** Both sides: callers are served by the primary, and by the canary's share. */
function replicasOf({ target, primary }: Workload) {
  const count = (of: 'desired' | 'ready' | 'available') =>
    [primary, target].reduce(
      (sum, side) => sum + (side?.deployment.data.replicas[of] ?? 0),
      0,
    );
  return {
    desired: count('desired'),
    ready: count('ready'),
    available: count('available'),
  };
}

/** A provider that is left out is Flagger's default, which nothing tells. */
function routerOf(spec: CanarySpec, traffic: DeploymentTraffic | null) {
  if (traffic) {
    return 'istio';
  }
  return routesByService(spec) ? null : spec.provider || null;
}

/**
 * Projects a Canary and what belongs to it into its state. Pure: the same
 * objects, in whatever order, make the same state.
 *
 * What the target Deployment says of itself (labels, entities, who manages it)
 * counts where the Canary says nothing: to the team the two are one workload.
 */
export function project(group: ObservedGroup<CanaryData>): DeploymentState {
  const { cluster, root } = group;
  const { data } = root;
  const workload = workloadOf(
    root,
    group.related(deployments),
    group.related(replicaSets),
  );
  const told = latestEvents(ownedBy(group.related(events), root));
  const story = storyOf(told);
  const seenPods = group.related(pods);
  const versions = versionsOf(data, workload);
  const revisions = revisionsOf(versions, seenPods);
  const basis = basisOfCanary(root.uid, data, workload);
  const route = virtualServiceOf(root, group.related(virtualServices));
  const traffic = trafficOf(data, route, versions, workload);
  const gate = gateWaitedAt(data, story);
  const pause = pauseOf(data, story);
  const unseen = isIdle(data) && versions.some(({ role }) => role === 'canary');
  const marks = workload.target?.deployment.data;
  const labels = { ...marks?.labels, ...data.labels };
  const managedBy = data.managedBy ?? marks?.managedBy ?? null;
  return {
    cluster,
    namespace: root.namespace,
    name: root.name,
    uid: root.uid,
    engine: ENGINE,
    strategy: strategyOf(data.spec),
    ...shownPhaseOf(data, { paused: pause !== null, unseen }),
    aborted: hasFailed(data),
    step: positionOf(data),
    steps: stepsOf(data).steps,
    weight: weightOf(data, traffic),
    traffic,
    trafficRouter: routerOf(data.spec, traffic),
    headerRoutes: headerRoutesOf(data, route),
    pause,
    explanation: explanationOf({
      data,
      story,
      workload,
      versions,
      pods: seenPods,
      traffic,
      gate,
      unseen,
    }),
    replicas: replicasOf(workload),
    revisions,
    analysis: analysisOf(root.name, data, story, basis.revisionHash),
    conditions: data.status?.conditions ?? [],
    events: told,
    labels,
    entityRefs:
      data.entityRefs.length > 0 ? data.entityRefs : marks?.entityRefs ?? [],
    managedBy,
    gitOps: gitOpsOf(group, gitOps, { labels: data.labels, managedBy }),
    actions: offersOf(data, revisions, basis.revisionHash),
    basis,
  };
}
