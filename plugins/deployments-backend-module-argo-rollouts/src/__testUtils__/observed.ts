import type {
  KubernetesObject,
  ObservedGroup,
  ObservedObject,
} from '@heal7/backstage-plugin-deployments-node';
import {
  observed,
  observedGroup,
} from '@heal7/backstage-plugin-deployments-node/testing';
import { rollouts } from '../kinds';
import type { RolloutData } from '../rollout/RolloutData';

export { observed };

/** A group as a collector hands it over. */
export function groupOf(
  root: KubernetesObject,
  ...objects: ObservedObject[]
): ObservedGroup<RolloutData> {
  return observedGroup(
    'eks-heal7-production',
    observed(rollouts, root),
    objects,
  );
}

/** Metadata of something that belongs to the owner with that UID. */
export function owned(
  name: string,
  ownerUid: string,
  more: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject['metadata'] {
  return {
    name,
    namespace: 'heal7-production',
    uid: `${name}-uid`,
    ownerReferences: [
      { apiVersion: 'v1', kind: 'Owner', name: 'owner', uid: ownerUid },
    ],
    ...more,
  };
}
