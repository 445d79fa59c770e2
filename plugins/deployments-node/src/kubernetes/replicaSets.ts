import type { DeploymentReplicas } from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '../source/WatchedKind';
import { parseGoInteger } from './go';
import { asCount, asInteger, asText, fieldOf, pathOf } from './json';
import { ownerUids } from './owners';
import { readImages } from './podTemplate';
import { asTime } from './time';

/**
 * What is kept of a ReplicaSet.
 *
 * @public
 */
export interface ReplicaSetData {
  /** Pod template hash. */
  hash: string;
  /** Number counted by the engine; 0 when it is not recorded. */
  revision: number;
  images: string[];
  replicas: DeploymentReplicas;
  /** ISO 8601. */
  createdAt: string | null;
}

/**
 * The ReplicaSets that an engine makes, one a revision.
 *
 * @param marks - `hashLabel`: the label by which it tells them apart, which is
 * also what they are watched by; `revision`: the annotation with the number.
 * @public
 */
export function replicaSetsWith(marks: {
  hashLabel: string;
  revision: string;
}): WatchedKind<ReplicaSetData> {
  return {
    id: 'replicasets',
    group: 'apps',
    version: 'v1',
    plural: 'replicasets',
    labelSelector: marks.hashLabel,
    digest(object) {
      const { metadata, spec, status } = object;
      const revision = asText(pathOf(metadata, 'annotations', marks.revision));
      return {
        ownedBy: ownerUids(object),
        data: {
          hash: asText(pathOf(metadata, 'labels', marks.hashLabel)),
          revision: parseGoInteger(revision, 32) ?? 0,
          images: readImages(fieldOf(spec, 'template')),
          replicas: {
            desired: Math.max(asInteger(fieldOf(spec, 'replicas')) ?? 1, 0),
            ready: asCount(fieldOf(status, 'readyReplicas')),
            available: asCount(fieldOf(status, 'availableReplicas')),
          },
          createdAt: asTime(fieldOf(metadata, 'creationTimestamp')),
        },
      };
    },
  };
}
