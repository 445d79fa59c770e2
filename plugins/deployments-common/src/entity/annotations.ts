/**
 * Annotations that map a catalog entity to its rollouts. All but the last are
 * the Kubernetes plugin's own, so that an existing catalog works unchanged.
 *
 * @public
 */
export const ENTITY_ANNOTATIONS = {
  /** Equals the label of the same name on the workload. */
  kubernetesId: 'backstage.io/kubernetes-id',
  /** A label selector; wins over the id, as in the Kubernetes plugin. */
  labelSelector: 'backstage.io/kubernetes-label-selector',
  /** Narrows to one namespace. */
  namespace: 'backstage.io/kubernetes-namespace',
  /** Narrows to one cluster; always honoured here. */
  cluster: 'backstage.io/kubernetes-cluster',
  /** Narrows to rollouts of these names, separated by commas. */
  rollout: 'heal7.com/rollout',
} as const;

/**
 * Marks on a workload that name the entity it belongs to. Only they (or the
 * configured owners of a namespace) allow acting: whoever can write a
 * catalog-info.yaml could otherwise point it at somebody else's workload.
 *
 * @public
 */
export const WORKLOAD_MARKS = {
  /** Annotation: entity refs separated by commas. */
  entity: 'heal7.com/entity',
  /** Label: name of a component of the default namespace. */
  kubernetesId: 'backstage.io/kubernetes-id',
} as const;
