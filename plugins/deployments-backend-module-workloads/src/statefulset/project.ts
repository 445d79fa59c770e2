import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import {
  gitOpsOf,
  latestEvents,
  ownedBy,
} from '@heal7/backstage-plugin-deployments-node';
import type { ObservedGroup } from '@heal7/backstage-plugin-deployments-node';
import { offersOf } from '../workload/refusals';
import { shareOf, trafficOf, WITHOUT_STEPS } from '../workload/state';
import { basisOfStatefulSet } from './basis';
import { explanationOf } from './explain';
import type { StatefulSetData, StatefulSetKinds } from './kinds';
import { hasUpdate, phaseOf, wantedOf } from './phase';
import { hashOf, revisionsOf } from './revisions';
import { rulesOf, situationOf } from './situation';

/** Id of this engine. */
export const ENGINE = 'statefulset';

function weightOf(
  name: string,
  data: StatefulSetData,
  revisions: DeploymentState['revisions'],
) {
  if (!hasUpdate(data)) {
    return { set: 100, actual: 100, max: 100 };
  }
  const set =
    data.desired === 0
      ? 100
      : Math.floor((wantedOf(data) * 100) / data.desired);
  const newest = hashOf(name, data.updateRevision);
  return { set, actual: shareOf(revisions, newest, 0), max: 100 };
}

/**
 * Projects a StatefulSet and what belongs to it into the state of its rolling
 * update.
 */
export function projectStatefulSet(
  group: ObservedGroup<StatefulSetData>,
  kinds: StatefulSetKinds,
): DeploymentState {
  const { cluster, root } = group;
  const { data, namespace, name, uid } = root;
  const kept = ownedBy(group.related(kinds.controllerRevisions), root);
  const pods = ownedBy(group.related(kinds.pods), root);
  const reading = phaseOf(data);
  const revisions = revisionsOf(name, data, kept, pods);
  const weight = weightOf(name, data, revisions);
  return {
    ...WITHOUT_STEPS,
    cluster,
    namespace,
    name,
    uid,
    engine: ENGINE,
    ...reading,
    weight,
    traffic: trafficOf(`StatefulSet ${namespace}/${name}`, revisions, {
      weight,
      phase: reading.phase,
    }),
    pause:
      reading.phase === 'paused'
        ? {
            reason: data.onDelete ? 'OnDelete' : 'Partition',
            startedAt: null,
            endsAt: null,
          }
        : null,
    explanation: explanationOf(data, reading, pods),
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
    actions: offersOf(
      rulesOf(data),
      situationOf(
        data,
        kept.map(revision => revision.name),
      ),
    ),
    basis: basisOfStatefulSet(uid, name, data),
  };
}
