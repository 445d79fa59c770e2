import { NotFoundError } from '@backstage/errors';
import type {
  ClusterReader,
  KubernetesObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { asText, ownerUids } from '@heal7/backstage-plugin-deployments-node';
import type { Kinds } from '../kinds';
import { readColour } from '../kinds/deployments';
import { readRoutes } from '../kinds/routes';
import { readService } from '../kinds/services';
import { currentReplicaSet } from '../pair/currentReplicaSet';
import type { PairFacts } from '../pair/Pair';

/** A pair as read live, with the objects that it was read from. */
export interface LivePair {
  facts: PairFacts;
  deployments: KubernetesObject[];
  virtualServices: { version: string; objects: KubernetesObject[] };
}

/** Objects of a kind in the newest version that the cluster serves. */
async function listServed(
  kind: WatchedKind,
  namespace: string,
  reader: ClusterReader,
): Promise<{ version: string; objects: KubernetesObject[] }> {
  const { group, plural, labelSelector, version, olderVersions = [] } = kind;
  for (const served of [version, ...olderVersions]) {
    try {
      const objects = await reader.list(
        { group, version: served, plural, namespace },
        { labelSelector },
      );
      return { version: served, objects };
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
    }
  }
  return { version, objects: [] };
}

/**
 * Reads the pair of a Service by the selectors that it is watched by: what
 * was not shown must not be decided on either.
 */
export async function readPair(
  live: KubernetesObject,
  kinds: Kinds,
  reader: ClusterReader,
): Promise<LivePair> {
  const namespace = asText(live.metadata.namespace);
  const { name } = live.metadata;
  const belongs = (kind: WatchedKind) => (object: KubernetesObject) =>
    kind
      .digest(object)
      ?.belongsTo?.some(
        ref => ref.namespace === namespace && ref.name === name,
      ) ?? false;
  const [deployments, replicaSets, virtualServices] = await Promise.all([
    listServed(kinds.deployments, namespace, reader),
    listServed(kinds.replicaSets, namespace, reader),
    listServed(kinds.routes, namespace, reader),
  ]);
  const ownDeployments = deployments.objects.filter(belongs(kinds.deployments));
  const ownRoutes = virtualServices.objects.filter(belongs(kinds.routes));
  return {
    deployments: ownDeployments,
    virtualServices: { ...virtualServices, objects: ownRoutes },
    facts: {
      service: { namespace, name, data: readService(live) },
      colours: ownDeployments.map(object => {
        const data = readColour(object)!;
        const owned = replicaSets.objects
          .filter(candidate =>
            ownerUids(candidate).includes(asText(object.metadata.uid)),
          )
          .map(candidate => kinds.replicaSets.digest(candidate)!.data);
        return {
          name: object.metadata.name,
          data,
          replicaSet: currentReplicaSet(data, owned),
        };
      }),
      routes: ownRoutes.map(object => ({
        namespace,
        name: object.metadata.name,
        data: readRoutes(object),
      })),
    },
  };
}
