import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import type {
  ClusterReader,
  DeploymentSource,
  KubernetesObject,
} from '@heal7/backstage-plugin-deployments-node';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { FactIndex, observe } from '../collector/FactIndex';

/**
 * Reads a rollout's namespace live and projects its state. For answers to
 * actions when the watch has not caught up; never for views.
 *
 * @param root - the rollout as just read or patched.
 * @internal
 */
export async function projectLive(
  cluster: string,
  source: DeploymentSource,
  root: KubernetesObject,
  reader: ClusterReader,
): Promise<DeploymentState> {
  const namespace = root.metadata.namespace ?? '';
  const index = new FactIndex(source.root.id);
  await Promise.all(
    source.kinds
      .filter(kind => kind.id !== source.root.id)
      .map(async kind => {
        for (const object of await listOrNothing(reader, kind, namespace)) {
          const fact = observe(kind, object);
          if (fact) {
            index.put(fact);
          }
        }
      }),
  );
  const fact = observe(source.root, root);
  if (fact) {
    index.put(fact);
  }
  const group = fact && index.group(cluster, fact.uid);
  const state = group && source.project(group);
  if (!state) {
    throw new NotFoundError(
      `${namespace}/${root.metadata.name} in cluster '${cluster}' is no rollout of ${source.engine}`,
    );
  }
  return state;
}

/** A kind that is absent or forbidden is left out, as in the watch. */
async function listOrNothing(
  reader: ClusterReader,
  kind: DeploymentSource['kinds'][number],
  namespace: string,
): Promise<KubernetesObject[]> {
  const { group, plural, labelSelector, fieldSelector } = kind;
  for (const version of [kind.version, ...(kind.olderVersions ?? [])]) {
    try {
      return await reader.list(
        { group, version, plural, namespace },
        { labelSelector, fieldSelector },
      );
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return [];
      }
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
    }
  }
  return [];
}
