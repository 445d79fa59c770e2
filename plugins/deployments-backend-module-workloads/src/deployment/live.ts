import type { JsonObject } from '@backstage/types';
import type {
  ClusterReader,
  KubernetesObject,
  ReplicaSetData,
} from '@heal7/backstage-plugin-deployments-node';
import {
  asFields,
  asText,
  fieldOf,
  ownerUids,
} from '@heal7/backstage-plugin-deployments-node';
import type { DeploymentKinds } from './kinds';
import { HASH_LABEL } from './kinds';

/** A ReplicaSet as read live, with what a projection would keep of it. */
export interface LiveReplicaSet {
  name: string;
  data: ReplicaSetData;
  object: KubernetesObject;
}

/**
 * The ReplicaSets of a Deployment, by the selector that they are watched by:
 * what was not shown must not be decided on either.
 */
export async function readReplicaSets(
  live: KubernetesObject,
  { replicaSets }: DeploymentKinds,
  reader: ClusterReader,
): Promise<LiveReplicaSet[]> {
  const { group, version, plural, labelSelector } = replicaSets;
  const namespace = asText(live.metadata.namespace);
  const uid = asText(live.metadata.uid);
  const objects = await reader.list(
    { group, version, plural, namespace },
    { labelSelector },
  );
  return objects
    .filter(object => uid !== '' && ownerUids(object).includes(uid))
    .map(object => ({
      name: object.metadata.name,
      data: replicaSets.digest(object)!.data,
      object,
    }));
}

/** The pod template without the label that the controller put in. */
export function templateOf({ object }: LiveReplicaSet): JsonObject {
  const template = asFields(fieldOf(object.spec, 'template')) ?? {};
  const metadata = asFields(template.metadata) ?? {};
  const { [HASH_LABEL]: _, ...labels } = asFields(metadata.labels) ?? {};
  return { ...template, metadata: { ...metadata, labels } } as JsonObject;
}
