import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import {
  gitOpsOf,
  latestEvents,
  ownedBy,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  ObservedGroup,
  ObservedObject,
} from '@heal7/backstage-plugin-deployments-node';
import type { Kinds } from '../kinds';
import type { ColourData } from '../kinds/deployments';
import type { ServiceData } from '../kinds/services';
import type { Colour } from '../pair/colours';
import { currentReplicaSet } from '../pair/currentReplicaSet';
import { pairOf } from '../pair/Pair';
import type { PairFacts } from '../pair/Pair';
import { isTakenBack } from '../pair/release';
import { basisOfPair } from './basis';
import { explanationOf } from './explain';
import { marksOf } from './marks';
import { phaseOf } from './phase';
import { positionOf, shownSteps } from './position';
import { offersOf } from './refusals';
import { revisionsOf } from './revisions';
import { headerRoutesOf, trafficOf, weightOf } from './traffic';

/** Id of this engine. */
export const ENGINE = 'istio-blue-green';

/**
 * Projects a Service and what routes to its colours into the state of the
 * pair; null when it has no colours.
 */
export function projectPair(
  group: ObservedGroup<ServiceData>,
  kinds: Kinds,
): DeploymentState | null {
  const { cluster, root } = group;
  const { namespace, name, uid } = root;
  const belongs = (object: ObservedObject) =>
    object.belongsTo.some(
      ref =>
        ref.kind === root.kind &&
        ref.namespace === namespace &&
        ref.name === name,
    );
  if (!group.related(kinds.pairs).some(belongs)) {
    return null;
  }
  const deployments = group
    .related(kinds.deployments)
    .filter(belongs) as ObservedObject<ColourData>[];
  const replicaSets = group.related(kinds.replicaSets);
  const facts: PairFacts = {
    service: root,
    colours: deployments.map(deployment => ({
      name: deployment.name,
      data: deployment.data,
      replicaSet: currentReplicaSet(
        deployment.data,
        ownedBy(replicaSets, deployment).map(({ data }) => data),
      ),
    })),
    // Those of other namespaces cannot be read back to decide on them.
    routes: group
      .related(kinds.routes)
      .filter(route => belongs(route) && route.namespace === namespace),
  };
  const pair = pairOf(facts);
  const podsOf = (colour: Colour) => {
    const own = deployments.filter(({ data }) => data.colour === colour);
    return own
      .flatMap(deployment => ownedBy(replicaSets, deployment))
      .flatMap(replicaSet => ownedBy(group.related(kinds.pods), replicaSet));
  };
  const marks = marksOf(
    root.data,
    facts.colours.map(({ data }) => data),
  );
  return {
    cluster,
    namespace,
    name,
    uid,
    engine: ENGINE,
    strategy: 'blue-green',
    ...phaseOf(pair, name),
    aborted: isTakenBack(pair.release),
    step: positionOf(pair),
    steps: shownSteps(pair),
    weight: weightOf(pair),
    traffic: trafficOf(facts, pair),
    trafficRouter: 'istio',
    headerRoutes: headerRoutesOf(facts, pair),
    pause:
      pair.release?.phase === 'inconclusive'
        ? { reason: 'Inconclusive', startedAt: null, endsAt: null }
        : null,
    explanation: explanationOf(pair, podsOf),
    replicas: (pair.live.data ?? pair.other.data)?.replicas ?? {
      desired: 0,
      ready: 0,
      available: 0,
    },
    revisions: revisionsOf(pair, podsOf),
    analysis: [],
    conditions: pair.newest.data?.conditions ?? [],
    events: latestEvents(
      deployments.flatMap(deployment =>
        ownedBy(group.related(kinds.events), deployment),
      ),
    ),
    ...marks,
    gitOps: gitOpsOf(group, kinds.gitOps, marks),
    actions: offersOf(pair),
    basis: basisOfPair(uid, pair),
  };
}
