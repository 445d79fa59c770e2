import type {
  KubernetesObject,
  ObservedGroup,
  ObservedObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { observeObject } from '../source/observeObject';

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
  const found = observeObject(kind, object);
  if (!found) {
    throw new Error(`${kind.id} dropped the object`);
  }
  return found;
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
