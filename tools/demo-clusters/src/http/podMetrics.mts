import { kubeTime, type Clock } from '../clock/clock.mts';
import type { KubeObject } from '../kubeObject.mts';
import type { ObjectStore } from '../store/objectStore.mts';
import { RESOURCES } from '../store/resourceType.mts';
import { ApiError } from './apiError.mts';
import type { ResourcePath } from './requestPath.mts';
import { parseSelection } from './selection.mts';

interface PodWithContainers extends KubeObject {
  spec?: { containers?: { name: string }[] };
}

/** Usage of a pod as a metrics server would measure it now. */
function toMetrics(pod: PodWithContainers, now: number): unknown {
  const load = 20 + ((now / 1000 + pod.metadata.name.length * 7) % 40);
  return {
    metadata: {
      name: pod.metadata.name,
      namespace: pod.metadata.namespace,
      labels: pod.metadata.labels,
    },
    timestamp: kubeTime(now),
    window: '15s',
    containers: (pod.spec?.containers ?? []).map(({ name }) => ({
      name,
      usage: {
        cpu: `${Math.round(load * 4)}m`,
        memory: `${Math.round(120 + load)}Mi`,
      },
    })),
  };
}

/** Serves `metrics.k8s.io`: measured on request, never stored. */
export function podMetrics(
  store: ObjectStore,
  clock: Clock,
  path: ResourcePath,
  query: URLSearchParams,
): unknown {
  const selected = parseSelection({ ...path, type: RESOURCES.pods }, query);
  const metrics = store
    .list<PodWithContainers>(RESOURCES.pods)
    .filter(selected)
    .map(pod => toMetrics(pod, clock.now()));
  if (path.name === undefined) {
    return {
      kind: 'PodMetricsList',
      apiVersion: 'metrics.k8s.io/v1beta1',
      metadata: {},
      items: metrics,
    };
  }
  if (metrics.length === 0) {
    throw new ApiError('NotFound', `podmetrics "${path.name}" not found`);
  }
  return {
    kind: 'PodMetrics',
    apiVersion: 'metrics.k8s.io/v1beta1',
    ...(metrics[0] as object),
  };
}
