import type { DeploymentReplicas } from '@heal7/backstage-plugin-deployments-common';
import type { WatchedKind } from '@heal7/backstage-plugin-deployments-node';
import {
  asCount,
  asInteger,
  asList,
  asText,
  fieldOf,
  pathOf,
} from '../lib/json';
import { parseGoInteger } from '../lib/go';
import { asTime } from '../lib/time';
import { HASH_LABEL } from './hashLabel';
import { ownerUids } from './owners';

/** What is kept of a ReplicaSet. */
export interface ReplicaSetData {
  hash: string;
  revision: number;
  images: string[];
  replicas: DeploymentReplicas;
  createdAt: string | null;
}

const REVISION = 'rollout.argoproj.io/revision';

/** The revisions. */
export const replicaSets: WatchedKind<ReplicaSetData> = {
  id: 'replicasets',
  group: 'apps',
  version: 'v1',
  plural: 'replicasets',
  labelSelector: HASH_LABEL,
  digest(object) {
    const { metadata, spec, status } = object;
    const revision = asText(pathOf(metadata, 'annotations', REVISION));
    return {
      ownedBy: ownerUids(object),
      data: {
        hash: asText(pathOf(metadata, 'labels', HASH_LABEL)),
        revision: parseGoInteger(revision, 32) ?? 0,
        images: asList(pathOf(spec, 'template', 'spec', 'containers')).map(
          container => asText(fieldOf(container, 'image')),
        ),
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
