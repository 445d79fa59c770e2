import { isObjectOf, isSelected } from '../readerOf';
import { observed, observedGroup } from '../observed';
import type {
  DeploymentSource,
  KubernetesObject,
  NamedReference,
  ObservedGroup,
  ObservedObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';

/** The cluster that samples are of. */
export const CLUSTER = 'contract';

/** The kind that an object is watched as; undefined when it is not. */
export function kindOf(
  source: DeploymentSource,
  object: KubernetesObject,
): WatchedKind | undefined {
  return source.kinds.find(
    kind => isObjectOf(object, kind) && isSelected(object, kind),
  );
}

/** Roots among the objects. */
export const rootsOf = (
  source: DeploymentSource,
  objects: KubernetesObject[],
): KubernetesObject[] =>
  objects.filter(
    object =>
      kindOf(source, object)?.id === source.root.id &&
      source.root.digest(object) !== null,
  );

const refers = (refs: NamedReference[], to: ObservedObject) =>
  refs.some(
    ({ kind, namespace, name }) =>
      kind === to.kind && namespace === to.namespace && name === to.name,
  );

/**
 * Joins objects as the backend's collector does: what a rollout owns by uid
 * or by name, and what it names, directly or through others.
 */
export function groupAround(
  source: DeploymentSource,
  objects: KubernetesObject[],
  root: KubernetesObject,
): ObservedGroup {
  const facts = objects.flatMap(object => {
    const kind = kindOf(source, object);
    return object !== root && kind?.digest(object)
      ? [observed(kind, object)]
      : [];
  });
  const start = observed(source.root, root);
  const found = new Set<ObservedObject>([start]);
  for (const fact of found) {
    facts
      .filter(
        other =>
          other.kind !== source.root.id &&
          ((fact.uid !== '' && other.ownedBy.includes(fact.uid)) ||
            refers(other.belongsTo, fact) ||
            refers(fact.uses, other)),
      )
      .forEach(other => found.add(other));
  }
  found.delete(start);
  // The order of the objects, not of the walk: nothing may depend on either.
  return observedGroup(
    CLUSTER,
    start,
    facts.filter(fact => found.has(fact)),
  );
}
