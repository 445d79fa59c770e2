import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type {
  AuthenticationStrategy,
  KubernetesClustersSupplier,
} from '@backstage/plugin-kubernetes-node';

/**
 * What the Kubernetes plugin knows and keeps private: which clusters there
 * are and how to sign in to them.
 *
 * @internal
 */
export interface ClusterAccess {
  clusterSupplier: KubernetesClustersSupplier;
  authStrategy: AuthenticationStrategy;
}

/**
 * Where a module of the Kubernetes plugin leaves the access and the
 * deployments plugin picks it up; the two start in any order. Without
 * `kubernetes` configuration nothing is ever left here.
 *
 * @internal
 */
export class ClusterAccessHandover {
  readonly taken: Promise<ClusterAccess>;
  #resolve!: (access: ClusterAccess) => void;

  constructor() {
    this.taken = new Promise(resolve => {
      this.#resolve = resolve;
    });
  }

  give(access: ClusterAccess): void {
    this.#resolve(access);
  }
}

/**
 * Scope root: plugin-scoped services are apart for each plugin, and this one
 * has to be the same for two.
 *
 * @internal
 */
export const clusterAccessServiceRef = createServiceRef<ClusterAccessHandover>({
  id: 'deployments.cluster-access',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => new ClusterAccessHandover(),
    }),
});
