import type { DecisionBasis } from '@heal7/backstage-plugin-deployments-common';
import type {
  ClusterReader,
  KubernetesObject,
  ObservedObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import {
  asText,
  fieldOf,
  observeObject,
} from '@heal7/backstage-plugin-deployments-node';
import { readCanary } from '../canary/readCanary';
import { canaries, deployments, replicaSets } from '../kinds';
import { basisOfCanary } from '../project/basis';
import { workloadOf } from '../project/workload';
import { readIfThere, replicaSetsOf, targetRef } from './live';

/** As the collector keeps it. */
function observe<TData>(
  kind: WatchedKind<TData>,
  object: KubernetesObject,
): ObservedObject<TData>[] {
  const found = observeObject(kind, object);
  return found ? [found] : [];
}

/**
 * What a decision about the live Canary rests on. The target is read too: the
 * Canary does not tell which revision waits for approval.
 */
export async function liveBasis(
  live: KubernetesObject,
  reader: ClusterReader,
): Promise<DecisionBasis> {
  const data = readCanary(live);
  const target =
    data.spec.target.kind === 'Deployment' && data.spec.target.name !== ''
      ? await readIfThere(reader, targetRef(live, data))
      : null;
  const sets = target ? await replicaSetsOf(reader, target) : [];
  const [root] = observe(canaries, live);
  return basisOfCanary(
    asText(fieldOf(live.metadata, 'uid')),
    data,
    workloadOf(
      root,
      target ? observe(deployments, target) : [],
      sets.flatMap(set => observe(replicaSets, set)),
    ),
  );
}
