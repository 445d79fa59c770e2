/** A kind of object that the server knows, as API discovery describes it. */
export interface ResourceType {
  /** API group; empty for the core group. */
  group: string;
  version: string;
  plural: string;
  kind: string;
  namespaced: boolean;
  /**
   * True when status is written through its own subresource: the main
   * resource then ignores status, and the other way round.
   */
  status: boolean;
}

function define(
  groupVersion: string,
  plural: string,
  kind: string,
  { namespaced = true, status = false } = {},
): ResourceType {
  const [version, group = ''] = groupVersion.split('/').reverse();
  return { group, version, plural, kind, namespaced, status };
}

const WITH_STATUS = { status: true };
const CLUSTER = { namespaced: false, status: true };

/** Every resource served; asking for another one is a 404, as for real. */
export const RESOURCES = {
  namespaces: define('v1', 'namespaces', 'Namespace', CLUSTER),
  nodes: define('v1', 'nodes', 'Node', CLUSTER),
  pods: define('v1', 'pods', 'Pod', WITH_STATUS),
  services: define('v1', 'services', 'Service', WITH_STATUS),
  configMaps: define('v1', 'configmaps', 'ConfigMap'),
  secrets: define('v1', 'secrets', 'Secret'),
  limitRanges: define('v1', 'limitranges', 'LimitRange'),
  resourceQuotas: define('v1', 'resourcequotas', 'ResourceQuota', WITH_STATUS),
  persistentVolumeClaims: define(
    'v1',
    'persistentvolumeclaims',
    'PersistentVolumeClaim',
    WITH_STATUS,
  ),
  events: define('v1', 'events', 'Event'),
  deployments: define('apps/v1', 'deployments', 'Deployment', WITH_STATUS),
  replicaSets: define('apps/v1', 'replicasets', 'ReplicaSet', WITH_STATUS),
  statefulSets: define('apps/v1', 'statefulsets', 'StatefulSet', WITH_STATUS),
  daemonSets: define('apps/v1', 'daemonsets', 'DaemonSet', WITH_STATUS),
  horizontalPodAutoscalers: define(
    'autoscaling/v2',
    'horizontalpodautoscalers',
    'HorizontalPodAutoscaler',
    WITH_STATUS,
  ),
  jobs: define('batch/v1', 'jobs', 'Job', WITH_STATUS),
  cronJobs: define('batch/v1', 'cronjobs', 'CronJob', WITH_STATUS),
  ingresses: define(
    'networking.k8s.io/v1',
    'ingresses',
    'Ingress',
    WITH_STATUS,
  ),
  podDisruptionBudgets: define(
    'policy/v1',
    'poddisruptionbudgets',
    'PodDisruptionBudget',
    WITH_STATUS,
  ),
  podMetrics: define('metrics.k8s.io/v1beta1', 'pods', 'PodMetrics'),
  rollouts: define('argoproj.io/v1alpha1', 'rollouts', 'Rollout', WITH_STATUS),
  // Analysis runs and experiments keep their status in the object itself.
  analysisRuns: define('argoproj.io/v1alpha1', 'analysisruns', 'AnalysisRun'),
  analysisTemplates: define(
    'argoproj.io/v1alpha1',
    'analysistemplates',
    'AnalysisTemplate',
  ),
  clusterAnalysisTemplates: define(
    'argoproj.io/v1alpha1',
    'clusteranalysistemplates',
    'ClusterAnalysisTemplate',
    { namespaced: false },
  ),
  experiments: define(
    'argoproj.io/v1alpha1',
    'experiments',
    'Experiment',
    WITH_STATUS,
  ),
  virtualServices: define(
    'networking.istio.io/v1',
    'virtualservices',
    'VirtualService',
    WITH_STATUS,
  ),
  destinationRules: define(
    'networking.istio.io/v1',
    'destinationrules',
    'DestinationRule',
    WITH_STATUS,
  ),
} as const;

/** Every resource, in the order of discovery. */
export const RESOURCE_TYPES: readonly ResourceType[] = Object.values(RESOURCES);

/** `v1`, `apps/v1`: as an object's `apiVersion` says it. */
export function groupVersion(type: { group: string; version: string }): string {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

/** `pods`, `rollouts.argoproj.io`: as error messages name a resource. */
export function qualifiedName(type: ResourceType): string {
  return type.group ? `${type.plural}.${type.group}` : type.plural;
}

/** Istio serves the same objects under older versions, which clients still ask for. */
const VERSION_ALIASES: Record<string, string[]> = {
  'networking.istio.io/v1': ['v1beta1', 'v1alpha3'],
};

/** The resource of a request path, or undefined when the server has none. */
export function findResource(
  group: string,
  version: string,
  plural: string,
): ResourceType | undefined {
  return RESOURCE_TYPES.find(
    type =>
      type.group === group &&
      type.plural === plural &&
      (type.version === version ||
        VERSION_ALIASES[groupVersion(type)]?.includes(version)),
  );
}
