import type { JsonObject } from '@backstage/types';
import type {
  Fields,
  KubernetesObject,
} from '@heal7/backstage-plugin-deployments-node';
import {
  asFields,
  fieldOf,
  pathOf,
} from '@heal7/backstage-plugin-deployments-node';
import { HASH_LABEL } from '../kinds/hashLabel';

// JSON of the pod metadata that the controller put in for as long as the
// revision is canary or stable (`canaryMetadata`, `stableMetadata`).
const EPHEMERAL = 'rollout.argoproj.io/ephemeral-metadata';

function ephemeralOf(replicaSet: KubernetesObject): unknown {
  const text = pathOf(replicaSet.metadata, 'annotations', EPHEMERAL);
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    // The controller ignores an annotation that it cannot read, and so do we:
    // it then took nothing from it into the template either.
    return undefined;
  }
}

const without = (map: unknown, keys: string[]): Fields =>
  Object.fromEntries(
    Object.entries(asFields(map) ?? {}).filter(([key]) => !keys.includes(key)),
  );

/**
 * The pod template that a revision was made from: the ReplicaSet's without
 * what the controller added. Null when there is none to read.
 */
export function templateOf(replicaSet: KubernetesObject): JsonObject | null {
  const template = asFields(fieldOf(replicaSet.spec, 'template'));
  if (!template) {
    return null;
  }
  const metadata = asFields(template.metadata) ?? {};
  const added = ephemeralOf(replicaSet);
  const keysOf = (map: string) =>
    Object.keys(asFields(fieldOf(added, map)) ?? {});
  const own: Fields = {
    ...template,
    metadata: {
      ...metadata,
      labels: without(metadata.labels, [HASH_LABEL, ...keysOf('labels')]),
      ...(metadata.annotations
        ? { annotations: without(metadata.annotations, keysOf('annotations')) }
        : {}),
    },
  };
  // Read from JSON, so that it is JSON.
  return own as JsonObject;
}
