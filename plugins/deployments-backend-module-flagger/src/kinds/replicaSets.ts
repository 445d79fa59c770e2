import {
  fieldOf,
  replicaSetsWith,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  ReplicaSetData,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { HASH_LABEL } from './hashLabel';
import { templateFingerprint } from './templateFingerprint';

/** What is kept of a ReplicaSet. */
export interface VersionData extends ReplicaSetData {
  /** The same for the target's ReplicaSet and the primary's copy of it. */
  version: string;
}

const shared = replicaSetsWith({
  hashLabel: HASH_LABEL,
  revision: 'deployment.kubernetes.io/revision',
});

/** The revisions of both Deployments. */
export const replicaSets: WatchedKind<VersionData> = {
  ...shared,
  digest(object) {
    const digest = shared.digest(object);
    return (
      digest && {
        ...digest,
        data: {
          ...digest.data,
          version: templateFingerprint(fieldOf(object.spec, 'template')),
        },
      }
    );
  },
};
