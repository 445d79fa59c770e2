import {
  eventsAbout,
  gitOpsKinds,
  podsWith,
  replicaSetsWith,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  ReplicaSetData,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { COLOURS } from '../pair/colours';
import { colourDeployments } from './deployments';
import { pairs } from './pairs';
import { routes } from './routes';
import { services } from './services';

const HASH_LABEL = 'pod-template-hash';

/**
 * What is watched.
 *
 * @param labelSelector - of the workloads that are shown. ReplicaSets and pods
 * are found by their colour, which few have.
 */
export function kindsOf(labelSelector: string) {
  const coloured = `version in (${COLOURS.join(',')}),${HASH_LABEL}`;
  const replicaSets: WatchedKind<ReplicaSetData> = {
    ...replicaSetsWith({
      hashLabel: HASH_LABEL,
      revision: 'deployment.kubernetes.io/revision',
    }),
    labelSelector: coloured,
  };
  return {
    services: services(labelSelector),
    deployments: colourDeployments(labelSelector),
    replicaSets,
    pods: podsWith(coloured),
    pairs,
    routes,
    events: eventsAbout('Deployment'),
    gitOps: gitOpsKinds({ id: 'services', group: '', kind: 'Service' }),
  };
}

/** @see kindsOf */
export type Kinds = ReturnType<typeof kindsOf>;
