import type {
  KubernetesObject,
  ObservedGroup,
  ObservedObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { rollouts } from '../kinds';
import { asText, fieldOf } from '../lib/json';
import type { RolloutData } from '../rollout/RolloutData';

/** What a collector keeps of an object; fails when the digest drops it. */
export function observed<TData>(
  kind: WatchedKind<TData>,
  object: KubernetesObject,
): ObservedObject<TData> {
  const digest = kind.digest(object);
  if (!digest) {
    throw new Error(`${kind.id} dropped the object`);
  }
  return {
    kind: kind.id,
    namespace: asText(fieldOf(object.metadata, 'namespace')),
    name: asText(fieldOf(object.metadata, 'name')),
    uid: asText(fieldOf(object.metadata, 'uid')),
    ownedBy: digest.ownedBy ?? [],
    uses: digest.uses ?? [],
    data: digest.data,
  };
}

/** A group as a collector hands it over. */
export function groupOf(
  root: KubernetesObject,
  ...objects: ObservedObject[]
): ObservedGroup<RolloutData> {
  return {
    cluster: 'eks-heal7-production',
    root: observed(rollouts, root),
    related: <TData>(kind: WatchedKind<TData>) =>
      objects.filter(
        (object): object is ObservedObject<TData> => object.kind === kind.id,
      ),
  };
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
