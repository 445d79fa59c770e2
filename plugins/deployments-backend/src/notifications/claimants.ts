import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { NamespaceOwners } from '../clusters/clusterConfig';
import type { Notice } from './Notice';

/**
 * Refs of the entities that a workload belongs to, as for acting: those that
 * it names itself, and those that the configuration gives its namespace to.
 * Not those whose own annotations select it, or anybody could have others'
 * news sent to them.
 *
 * @internal
 */
export function claimantsOf(
  notice: Notice,
  owners: NamespaceOwners[],
): { entityRefs: string[]; ownerRefs: string[] } {
  const named = notice.entityRefs.flatMap(text => {
    try {
      return stringifyEntityRef(
        parseEntityRef(text, { defaultKind: 'component' }),
      );
    } catch {
      // Anyone who may edit the workload can write nonsense into it.
      return [];
    }
  });
  const labelled = notice.kubernetesId
    ? [stringifyEntityRef({ kind: 'component', name: notice.kubernetesId })]
    : [];
  const here = owners.filter(
    ({ namespace }) => namespace === notice.target.namespace,
  );
  return {
    entityRefs: [
      ...new Set([
        ...named,
        ...labelled,
        ...here.flatMap(({ entityRefs }) => entityRefs),
      ]),
    ],
    ownerRefs: [...new Set(here.flatMap(({ ownerRefs }) => ownerRefs))],
  };
}
