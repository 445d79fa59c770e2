import type { KubeObject } from '../kubeObject.mts';
import type { PodTemplate } from './podTemplate.mts';

/** A condition of a pod or a rollout. Times are RFC 3339. */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime: string;
  lastUpdateTime?: string;
}

/** The fields of a ReplicaSet that are simulated. */
export interface ReplicaSet extends KubeObject {
  spec: {
    replicas: number;
    minReadySeconds?: number;
    selector: { matchLabels: Record<string, string> };
    template: PodTemplate;
  };
  status?: {
    replicas: number;
    fullyLabeledReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    observedGeneration?: number;
  };
}

/** The fields of a Pod that are simulated. */
export interface Pod extends KubeObject {
  spec: PodTemplate['spec'] & { nodeName?: string };
  status: {
    phase: 'Pending' | 'Running';
    conditions: Condition[];
    containerStatuses: {
      name: string;
      image: string;
      imageID: string;
      ready: boolean;
      started: boolean;
      restartCount: number;
      state: Record<string, unknown>;
    }[];
    hostIP?: string;
    podIP?: string;
    qosClass?: string;
    startTime?: string;
  };
}

/** The selector of a Service is what rollouts edit. */
export interface Service extends KubeObject {
  spec: { selector?: Record<string, string>; [field: string]: unknown };
}

/** True when the pod's Ready condition says so. */
export function isReady(pod: Pod): boolean {
  return pod.status.conditions.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
}

/** Pods of a ReplicaSet that are available (0 for none at all). */
export function availableReplicas(replicaSet: ReplicaSet | undefined): number {
  return replicaSet?.status?.availableReplicas ?? 0;
}

/** Pods of a ReplicaSet that exist. */
export function actualReplicas(replicaSet: ReplicaSet | undefined): number {
  return replicaSet?.status?.replicas ?? 0;
}
