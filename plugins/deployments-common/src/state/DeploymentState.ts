import type { DecisionBasis } from '../actions/DecisionBasis';
import type { ActionOffer } from '../actions/ActionOffer';
import type { DeploymentAnalysis } from './DeploymentAnalysis';
import type { DeploymentExplanation } from './DeploymentExplanation';
import type { DeploymentGitOps } from './DeploymentGitOps';
import type { DeploymentReplicas } from './DeploymentReplicas';
import type { DeploymentRevision } from './DeploymentRevision';
import type {
  DeploymentHeaderRoute,
  DeploymentStep,
  DeploymentStepPosition,
} from './DeploymentStep';
import type { DeploymentTraffic } from './DeploymentTraffic';

/**
 * What a rollout is doing, in one word that means the same for every engine.
 *
 * `unknown` is for objects that an engine's rules cannot read; it is never a
 * synonym of `degraded`.
 *
 * @public
 */
export type DeploymentPhase =
  | 'healthy'
  | 'progressing'
  | 'paused'
  | 'degraded'
  | 'unknown';

/**
 * How traffic moves to the new revision.
 *
 * @public
 */
export type DeploymentStrategy =
  | 'canary'
  | 'blue-green'
  | 'a-b'
  | 'rolling'
  | 'unknown';

/**
 * Share of traffic of the revision being rolled out, in units of `max`
 * (percent unless the rollout sets its own `maxTrafficWeight`).
 *
 * @public
 */
export interface DeploymentWeight {
  /** What the current step asks for. */
  set: number;
  /** What the engine reports as routed; lags `set` until pods are ready. */
  actual: number;
  /** The weight that means "all traffic"; 100 unless configured. */
  max: number;
}

/**
 * Why the rollout stands still. Times are ISO 8601, UTC.
 *
 * @public
 */
export interface DeploymentPause {
  /** The controller's reason, e.g. `CanaryPauseStep`, or `Manual`. */
  reason: string;
  /** When the pause began; null when the controller does not say. */
  startedAt: string | null;
  /** When a timed pause ends by itself; null when a person has to act. */
  endsAt: string | null;
}

/** @public */
export interface DeploymentCondition {
  type: string;
  /** `True`, `False` or `Unknown`, as Kubernetes writes it. */
  status: string;
  reason: string;
  message: string;
  /** ISO 8601, null when not recorded. */
  changedAt: string | null;
}

/**
 * A Kubernetes event about the rollout or one of its parts.
 *
 * @public
 */
export interface DeploymentEvent {
  /** `Normal` or `Warning`. */
  type: string;
  reason: string;
  message: string;
  /** How often it was seen. */
  count: number;
  /** ISO 8601 of the last time it was seen, null when not recorded. */
  lastSeenAt: string | null;
  /** `Kind/name` of what the event is about. */
  about: string;
}

/**
 * The tool that owns the spec of the workload, recognised by the marks it
 * leaves. Spec edits made beside it may be reverted by it.
 *
 * @public
 */
export interface DeploymentManager {
  tool: 'argo-cd' | 'flux' | 'helm';
  /** Name of the application, kustomization or release. */
  name: string;
}

/**
 * Everything the portal knows of one rollout in one cluster, projected from
 * Kubernetes objects by a rollout engine's source. Holds no clock-dependent
 * value: the same objects always make the same state.
 *
 * @public
 */
export interface DeploymentState {
  cluster: string;
  namespace: string;
  name: string;
  /** UID of the rollout object; changes when it is deleted and made again. */
  uid: string;
  /** Id of the engine, e.g. `argo-rollouts`. */
  engine: string;
  strategy: DeploymentStrategy;
  phase: DeploymentPhase;
  /** The engine's own explanation of the phase; may be empty. */
  message: string;
  /** True from an abort until a retry or a new revision. */
  aborted: boolean;
  /** Position within `steps`; null when there are no steps. */
  step: DeploymentStepPosition | null;
  steps: DeploymentStep[];
  weight: DeploymentWeight;
  /** Where requests really go; null when nothing that routes them is known. */
  traffic: DeploymentTraffic | null;
  /** Name of what splits traffic, e.g. `istio`; null when replicas do. */
  trafficRouter: string | null;
  /** Header routes in force now. */
  headerRoutes: DeploymentHeaderRoute[];
  pause: DeploymentPause | null;
  /** Why it is not moving; null when it moves or has nothing to do. */
  explanation: DeploymentExplanation | null;
  replicas: DeploymentReplicas;
  /** Newest first. */
  revisions: DeploymentRevision[];
  /** Newest first. */
  analysis: DeploymentAnalysis[];
  conditions: DeploymentCondition[];
  /** Newest first. */
  events: DeploymentEvent[];
  /** Labels of the rollout object: what entity selectors match against. */
  labels: Record<string, string>;
  /** Entity refs that the workload itself names as its owner-entities. */
  entityRefs: string[];
  managedBy: DeploymentManager | null;
  /** What that tool says, where its objects can be seen. */
  gitOps: DeploymentGitOps | null;
  /** Every action of the engine, possible now or not, permissions apart. */
  actions: ActionOffer[];
  /** What a click made on this state was decided on. */
  basis: DecisionBasis;
}
