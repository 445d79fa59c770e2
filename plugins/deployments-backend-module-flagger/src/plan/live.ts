import { NotFoundError } from '@backstage/errors';
import {
  asText,
  asTextMap,
  fieldOf,
  ownerUids,
  pathOf,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  ClusterReader,
  KubernetesObject,
  ResourceRef,
} from '@heal7/backstage-plugin-deployments-node';
import type { CanaryData } from '../canary/CanaryData';
import { deployments, replicaSets } from '../kinds';
import { primaryOf } from '../kinds/canaries';
import { HASH_LABEL } from '../kinds/hashLabel';

const resource = ({ group, version, plural }: typeof deployments) => ({
  group,
  version,
  plural,
});

/** Addresses the target Deployment of a Canary. */
export function targetRef(
  canary: KubernetesObject,
  { spec }: CanaryData,
): ResourceRef {
  return {
    ...resource(deployments),
    namespace: asText(canary.metadata.namespace),
    name: spec.target.name,
  };
}

/** Addresses Flagger's copy of it. */
export function primaryRef(
  canary: KubernetesObject,
  data: CanaryData,
): ResourceRef {
  const target = targetRef(canary, data);
  return { ...target, name: primaryOf(target.name) };
}

/** Null when it is not there. */
export async function readIfThere(
  reader: ClusterReader,
  ref: ResourceRef,
): Promise<KubernetesObject | null> {
  try {
    return await reader.get(ref);
  } catch (error) {
    if (error instanceof NotFoundError) {
      return null;
    }
    throw error;
  }
}

/** The ReplicaSets that a Deployment owns. */
export async function replicaSetsOf(
  reader: ClusterReader,
  deployment: KubernetesObject,
): Promise<KubernetesObject[]> {
  const uid = asText(fieldOf(deployment.metadata, 'uid'));
  const selector = asTextMap(
    pathOf(deployment.spec, 'selector', 'matchLabels'),
  );
  const { group, version, plural } = replicaSets;
  const found = await reader.list(
    {
      group,
      version,
      plural,
      namespace: asText(deployment.metadata.namespace),
    },
    {
      labelSelector: [
        HASH_LABEL,
        ...Object.entries(selector).map(([key, value]) => `${key}=${value}`),
      ].join(','),
    },
  );
  return found.filter(object => uid !== '' && ownerUids(object).includes(uid));
}
