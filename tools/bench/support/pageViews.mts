import assert from 'node:assert/strict';
import type { Timed, Visitor } from './visitor.mts';

/** Loads the data of one entity's page. */
export type View = (visitor: Visitor, service: string) => Promise<Timed>;

/** Our page's. */
export const ours: View = (visitor, service) =>
  visitor.ask(`/api/deployments/v1/entities/component/default/${service}`);

/** What `KubernetesBackendClient.getObjectsByEntity` asks. */
export const kubernetesPlugin: View = (visitor, service) =>
  visitor.ask(`/api/kubernetes/services/${service}`, {
    auth: {},
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: service, namespace: 'default' },
    },
  });

/**
 * Fails unless both answers hold all of the service: figures of an answer that
 * lacks something would be worthless.
 *
 * @param size - what each of the clusters holds of a service
 */
export async function verify(
  visitor: Visitor,
  service: string,
  clusters: number,
  size: { replicaSets: number; pods: number },
): Promise<void> {
  const [own, other] = await Promise.all([
    ours(visitor, service),
    kubernetesPlugin(visitor, service),
  ]);
  assert.deepEqual(
    own.body.items.map(({ state }: any) => state.replicas.available),
    Array(clusters).fill(size.pods),
  );
  const count = (cluster: any, type: string) =>
    cluster.resources.find((found: any) => found.type === type).resources
      .length;
  assert.deepEqual(
    other.body.items.map((cluster: any) => [
      count(cluster, 'pods'),
      count(cluster, 'replicasets'),
      count(cluster, 'customresources'),
    ]),
    Array(clusters).fill([size.pods, size.replicaSets, 1]),
  );
}
