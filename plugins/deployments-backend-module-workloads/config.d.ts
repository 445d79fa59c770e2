export interface Config {
  deployments?: {
    workloads?: {
      /**
       * Deployments and StatefulSets with these labels are watched, and their
       * ReplicaSets and pods as far as they carry the same ones. Default: the
       * existence of `backstage.io/kubernetes-id`. Where entities find their
       * workloads by `backstage.io/kubernetes-label-selector`, name a label
       * that those have.
       */
      labelSelector?: string;
    };
  };
}
