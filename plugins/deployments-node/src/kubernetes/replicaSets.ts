import type {
  DeploymentReplicas,
  DeploymentRevisionSource,
} from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '../source/WatchedKind';
import { parseGoInteger } from './go';
import { asCount, asInteger, asList, asText, fieldOf, pathOf } from './json';
import { ownerUids } from './owners';
import { readContainers, readImages, readRevisionSource } from './podTemplate';
import { shorten } from './shorten';
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
  /** Names of the containers of its pod template. */
  containers: string[];
  /** Their images, in the same order. */
  images: string[];
  source: DeploymentRevisionSource | null;
  /** Why pods cannot be made, e.g. a quota; empty when they can. */
  failure: string;
  replicas: DeploymentReplicas;
  /** ISO 8601. */
  createdAt: string | null;
}

/**
 * Why pods cannot be made, from the condition `ReplicaFailure` of a
 * ReplicaSet, Deployment or StatefulSet; empty when they can.
 *
 * @public
 */
export function replicaFailure(status: unknown): string {
  const failure = asList(fieldOf(status, 'conditions')).find(
    condition =>
      fieldOf(condition, 'type') === 'ReplicaFailure' &&
      fieldOf(condition, 'status') === 'True',
  );
  return shorten(
    asText(fieldOf(failure, 'message')) || asText(fieldOf(failure, 'reason')),
  );
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
      const template = fieldOf(spec, 'template');
      const revision = asText(pathOf(metadata, 'annotations', marks.revision));
      return {
        ownedBy: ownerUids(object),
        data: {
          hash: asText(pathOf(metadata, 'labels', marks.hashLabel)),
          revision: parseGoInteger(revision, 32) ?? 0,
          containers: readContainers(template),
          images: readImages(template),
          source: readRevisionSource(template),
          failure: replicaFailure(status),
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
