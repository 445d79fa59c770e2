import type { KubeObject } from '../../kubeObject.mts';
import type { PodTemplate } from '../podTemplate.mts';
import type { Condition } from '../workloadTypes.mts';

/** Label with the pod template hash on ReplicaSets, pods and runs. */
export const HASH_LABEL = 'rollouts-pod-template-hash';
/** Annotation with the number of a revision. */
export const REVISION_ANNOTATION = 'rollout.argoproj.io/revision';
/** Annotation with the rollout's replicas, on its ReplicaSets. */
export const DESIRED_ANNOTATION = 'rollout.argoproj.io/desired-replicas';
/** Annotation that says when a ReplicaSet may be scaled down. */
export const DEADLINE_ANNOTATION = 'scale-down-deadline';
/** Annotation on Services that a rollout switches. */
export const MANAGED_BY_ANNOTATION =
  'argo-rollouts.argoproj.io/managed-by-rollouts';

/** A match on one request header, in Istio's words. */
export interface HeaderMatch {
  headerName: string;
  headerValue: { exact?: string; prefix?: string; regex?: string };
}

/** Which templates an analysis runs, with which arguments. */
export interface RolloutAnalysis {
  templates: { templateName: string; clusterScope?: boolean }[];
  args?: { name: string; value?: string }[];
}

/** One step of a canary: exactly one field is set. */
export interface CanaryStep {
  setWeight?: number;
  pause?: { duration?: string | number };
  setCanaryScale?: {
    replicas?: number;
    weight?: number;
    matchTrafficWeight?: boolean;
  };
  setHeaderRoute?: { name: string; match?: HeaderMatch[] };
  setMirrorRoute?: { name: string; percentage?: number; match?: unknown[] };
  analysis?: RolloutAnalysis;
  experiment?: Record<string, unknown>;
  plugin?: { name: string };
}

export interface IstioRouting {
  virtualService?: { name: string; routes?: string[] };
  destinationRule?: {
    name: string;
    stableSubsetName: string;
    canarySubsetName: string;
  };
}

export interface CanaryStrategy {
  stableService?: string;
  canaryService?: string;
  steps?: CanaryStep[];
  analysis?: RolloutAnalysis & { startingStep?: number };
  trafficRouting?: {
    managedRoutes?: { name: string }[];
    istio?: IstioRouting;
  };
  scaleDownDelaySeconds?: number;
  abortScaleDownDelaySeconds?: number;
  maxSurge?: number | string;
}

export interface BlueGreenStrategy {
  activeService: string;
  previewService?: string;
  autoPromotionEnabled?: boolean;
  autoPromotionSeconds?: number;
  previewReplicaCount?: number;
  scaleDownDelaySeconds?: number;
  abortScaleDownDelaySeconds?: number;
  prePromotionAnalysis?: RolloutAnalysis;
  postPromotionAnalysis?: RolloutAnalysis;
}

export interface RolloutSpec {
  replicas?: number;
  selector: { matchLabels: Record<string, string> };
  template: PodTemplate;
  strategy: { canary?: CanaryStrategy; blueGreen?: BlueGreenStrategy };
  paused?: boolean;
  restartAt?: string;
  revisionHistoryLimit?: number;
  progressDeadlineSeconds?: number;
  progressDeadlineAbort?: boolean;
}

/** Share of traffic of one revision. */
export interface WeightDestination {
  weight: number;
  podTemplateHash?: string;
  serviceName?: string;
}

export interface TrafficWeights {
  canary: WeightDestination;
  stable: WeightDestination;
}

/** The state of a run, as the rollout's status repeats it. */
export interface RunStatus {
  name: string;
  status: string;
  message?: string;
}

export interface PauseCondition {
  reason: 'CanaryPauseStep' | 'BlueGreenPause' | 'InconclusiveAnalysisRun';
  startTime: string;
}

/** Status as the controller 1.8 writes it; absent fields are Go's zero values. */
export interface RolloutStatus {
  HPAReplicas?: number;
  abort?: boolean;
  abortedAt?: string;
  availableReplicas?: number;
  blueGreen: {
    activeSelector?: string;
    previewSelector?: string;
    scaleUpPreviewCheckPoint?: boolean;
    prePromotionAnalysisRunStatus?: RunStatus;
    postPromotionAnalysisRunStatus?: RunStatus;
  };
  canary: {
    weights?: TrafficWeights;
    currentStepAnalysisRunStatus?: RunStatus;
    currentBackgroundAnalysisRunStatus?: RunStatus;
  };
  conditions?: Condition[];
  controllerPause?: boolean;
  currentPodHash?: string;
  currentStepHash?: string;
  currentStepIndex?: number;
  message?: string;
  observedGeneration?: string;
  pauseConditions?: PauseCondition[];
  phase?: 'Healthy' | 'Progressing' | 'Paused' | 'Degraded';
  promoteFull?: boolean;
  readyReplicas?: number;
  replicas?: number;
  restartedAt?: string;
  selector?: string;
  stableRS?: string;
  updatedReplicas?: number;
}

export interface Rollout extends KubeObject {
  spec: RolloutSpec;
  status?: RolloutStatus;
}

/** Pods that the rollout wants in all; 1 unless it says otherwise. */
export function desiredReplicas(rollout: Rollout): number {
  return rollout.spec.replicas ?? 1;
}

/** Steps of a canary; empty for a blue-green rollout. */
export function stepsOf(rollout: Rollout): CanaryStep[] {
  return rollout.spec.strategy.canary?.steps ?? [];
}

/** The step that is being carried out; undefined once all are done. */
export function currentStep(rollout: Rollout): CanaryStep | undefined {
  return stepsOf(rollout)[rollout.status?.currentStepIndex ?? 0];
}

/** Seconds of a Go duration such as `10m` or `1h30m`, or of a bare number. */
export function durationSeconds(duration: string | number): number {
  if (typeof duration === 'number' || /^\d+$/.test(duration)) {
    return Number(duration);
  }
  const units: Record<string, number> = { h: 3600, m: 60, s: 1 };
  let seconds = 0;
  for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)([hms])/g)) {
    seconds += Number(amount) * units[unit];
  }
  return seconds;
}
