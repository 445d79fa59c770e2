import type {
  DeploymentCondition,
  DeploymentManager,
  DeploymentStep,
} from '@heal7/backstage-plugin-deployments-common';

/** What is kept of a Rollout: every field that its state depends on. */
export interface RolloutData {
  labels: Record<string, string>;
  entityRefs: string[];
  managedBy: DeploymentManager | null;
  generation: number;
  /** Of the referenced workload; null without one or when unreadable. */
  workloadGeneration: number | null;
  spec: RolloutSpecData;
  /** Null when the controller has not written any status. */
  status: RolloutStatusData | null;
}

/** The part of the spec that matters. */
export interface RolloutSpecData {
  /** One unless the spec says otherwise. */
  replicas: number;
  paused: boolean;
  restartAt: string | null;
  workloadRef: { apiVersion: string; kind: string; name: string } | null;
  canary: CanarySpecData | null;
  blueGreen: BlueGreenSpecData | null;
}

/** `spec.strategy.canary`. */
export interface CanarySpecData {
  steps: DeploymentStep[];
  /** Names of the Services; empty when they are not given. */
  stableService: string;
  canaryService: string;
  /** The two Services that take turns at being the stable one. */
  pingPong: { ping: string; pong: string } | null;
  /** Null when replicas alone split the traffic. */
  trafficRouting: {
    router: string | null;
    maxWeight: number;
    managedRoutes: string[];
    /** Istio's. */
    virtualServices: VirtualServiceSpecData[];
    /** Istio's, for routing by subset. */
    destinationRule: DestinationRuleSpecData | null;
  } | null;
}

/** A VirtualService whose weights the controller sets. */
export interface VirtualServiceSpecData {
  /** Empty for the rollout's own. */
  namespace: string;
  name: string;
  /** Names of its routes; empty for the only one, or the first unnamed. */
  routes: string[];
}

/** A DestinationRule whose subsets the controller points at revisions. */
export interface DestinationRuleSpecData {
  name: string;
  stableSubset: string;
  canarySubset: string;
}

/** `spec.strategy.blueGreen`. */
export interface BlueGreenSpecData {
  activeService: string;
  autoPromotionSeconds: number;
  postPromotionAnalysis: boolean;
}

/** The part of the status that matters. Absent texts are empty. */
export interface RolloutStatusData {
  observedGeneration: string;
  workloadObservedGeneration: string;
  phase: string;
  message: string;
  aborted: boolean;
  controllerPause: boolean;
  pauseConditions: { reason: string; startTime: string | null }[];
  currentPodHash: string;
  stableHash: string;
  /** Null when the controller reports none. */
  currentStepIndex: number | null;
  replicas: number;
  updatedReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
  restartedAt: string | null;
  conditions: DeploymentCondition[];
  /** Weight of the canary as routed; null when not reported. */
  canaryWeight: number | null;
  /** Which of the two Services is the stable one: `ping` or `pong`. */
  stablePingPong: string;
  activeSelector: string;
  previewSelector: string;
  runs: NamedRun[];
}

/** Where the status names an AnalysisRun. */
export type RunTrigger =
  | 'step'
  | 'background'
  | 'pre-promotion'
  | 'post-promotion';

/** An AnalysisRun as the status of its rollout names it. */
export interface NamedRun {
  trigger: RunTrigger;
  name: string;
  phase: string;
  message: string;
}
