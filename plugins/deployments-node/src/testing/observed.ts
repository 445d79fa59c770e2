import type {
  KubernetesObject,
  ObservedGroup,
  ObservedObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { asText, fieldOf } from '../kubernetes/json';

/**
 * What a collector keeps of an object.
 *
 * @throws Error when the kind's digest drops the object.
 * @public
 */
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
    belongsTo: digest.belongsTo ?? [],
    data: digest.data,
  };
}

/**
 * A group as a collector hands it over.
 *
 * @public
 */
export function observedGroup<TRoot>(
  cluster: string,
  root: ObservedObject<TRoot>,
  objects: ObservedObject[],
): ObservedGroup<TRoot> {
  return {
    cluster,
    root,
    related: <TData>(kind: WatchedKind<TData>) =>
      objects.filter(
        (object): object is ObservedObject<TData> => object.kind === kind.id,
      ),
  };
}
