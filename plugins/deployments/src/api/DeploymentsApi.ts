import { createApiRef } from '@backstage/frontend-plugin-api';
import type { CompoundEntityRef } from '@backstage/catalog-model';
import type {
  ActionRequestBody,
  ActionResponse,
  DeliveryPerformance,
  DeploymentState,
  DeploymentTargetRef,
  EntityDeployments,
  FleetPage,
  FleetQuery,
  FleetSummary,
  Freeze,
  FreezeList,
  FreezeRequestBody,
  RevisionChanges,
  RollbackPreview,
  RolloutDetail,
  RolloutHistory,
  SystemAbortPreview,
  SystemAbortRequest,
  SystemAbortResult,
  TargetMetrics,
  WaveCancelRequest,
  WavePlan,
  WavePlanDetail,
  WavePlanList,
  WavePlanRequest,
} from '@heal7/backstage-plugin-deployments-common';

/**
 * An answer about an entity's rollouts, and how the server's clock stood to
 * ours when it came.
 *
 * @public
 */
export interface DeploymentsSnapshot {
  /** The same object as in the last answer when nothing has changed. */
  deployments: EntityDeployments;
  /** Milliseconds to add to the browser's clock to get the server's. */
  clockOffsetMs: number;
}

/**
 * What came of an action. `conflict` means that the rollout had moved on and
 * nothing was done.
 *
 * @public
 */
export type ActionResult =
  | { outcome: 'done'; state: DeploymentState }
  | {
      outcome: 'conflict';
      state: DeploymentState;
      conflict: NonNullable<ActionResponse['conflict']>;
    };

/**
 * Which log to read.
 *
 * @public
 */
export interface PodLogQuery {
  /** The rollout that the pod belongs to. */
  target: DeploymentTargetRef;
  /** Name of the pod. */
  pod: string;
  /** Name of one of its containers. */
  container: string;
  /** How many lines from the end. */
  tailLines: number;
}

/**
 * Which rollouts of an entity's history to read.
 *
 * @public
 */
export interface RolloutsQuery {
  /** Name of the only cluster to read of. */
  cluster?: string;
  /** Of the page before. */
  cursor?: string;
}

/**
 * Whose delivery performance to read, and over how long. One of `entity`,
 * `system` and `owner` is an entity ref.
 *
 * @public
 */
export interface DeliveryQuery {
  entity?: string;
  system?: string;
  owner?: string;
  /** 7 to 365. */
  days: number;
}

/**
 * Which rollback to preview.
 *
 * @public
 */
export interface RollbackQuery {
  target: DeploymentTargetRef;
  /** Hash of the revision to go back to. */
  revisionHash: string;
}

/**
 * Which values to read.
 *
 * @public
 */
export interface MetricsQuery {
  target: DeploymentTargetRef;
  /** ISO 8601. */
  from: string;
  /** ISO 8601. */
  to: string;
}

/**
 * A file format of the history.
 *
 * @public
 */
export type HistoryFormat = 'csv' | 'json';

/**
 * The deployments backend, as the screen needs it. Every method rejects with
 * `ResponseError` when the backend refuses, and with the `fetch` error when it
 * does not answer.
 *
 * @public
 */
export interface DeploymentsApi {
  /** The entity's rollouts in all clusters that its annotations cover. */
  getEntityDeployments(
    entityRef: CompoundEntityRef,
    options?: { signal?: AbortSignal },
  ): Promise<DeploymentsSnapshot>;

  /** Carries out an action on one rollout in one cluster. */
  act(
    entityRef: CompoundEntityRef,
    body: ActionRequestBody,
  ): Promise<ActionResult>;

  /** The log's text; empty when nothing was written. */
  getPodLog(
    entityRef: CompoundEntityRef,
    query: PodLogQuery,
    options?: { signal?: AbortSignal },
  ): Promise<string>;

  /** What a rollback would change, read from the cluster. */
  getRollbackPreview(
    entityRef: CompoundEntityRef,
    query: RollbackQuery,
    options?: { signal?: AbortSignal },
  ): Promise<RollbackPreview>;

  /** What the metrics source of the target's cluster says. */
  getMetrics(
    entityRef: CompoundEntityRef,
    query: MetricsQuery,
    options?: { signal?: AbortSignal },
  ): Promise<TargetMetrics>;

  /** Commits that the revision being rolled out brings. */
  getChanges(
    entityRef: CompoundEntityRef,
    target: DeploymentTargetRef,
    options?: { signal?: AbortSignal },
  ): Promise<RevisionChanges>;

  /** Freezes that hold or will hold; needs no entity. */
  getFreezes(options?: { signal?: AbortSignal }): Promise<FreezeList>;

  /** Lets nobody act on some clusters for a time. */
  declareFreeze(body: FreezeRequestBody): Promise<Freeze>;

  /** Ends a freeze before its time. */
  liftFreeze(id: string): Promise<void>;

  /** A page of all rollouts that the caller may see; needs no entity. */
  getFleetPage(
    query: FleetQuery,
    options?: { signal?: AbortSignal },
  ): Promise<FleetPage>;

  /** Counts of what the filters leave. */
  getFleetSummary(
    query: FleetQuery,
    options?: { signal?: AbortSignal },
  ): Promise<FleetSummary>;

  /** The entity's rollouts as remembered, newest first. */
  getRollouts(
    entityRef: CompoundEntityRef,
    query: RolloutsQuery,
    options?: { signal?: AbortSignal },
  ): Promise<RolloutHistory>;

  /** One of them with all that is remembered of it. */
  getRollout(
    entityRef: CompoundEntityRef,
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<RolloutDetail>;

  /** The whole history as a file. */
  exportRollouts(
    entityRef: CompoundEntityRef,
    format: HistoryFormat,
  ): Promise<Blob>;

  /** The four DORA figures. */
  getDelivery(
    query: DeliveryQuery,
    options?: { signal?: AbortSignal },
  ): Promise<DeliveryPerformance>;

  /** The entity's wave plans, newest first. */
  getWavePlans(
    entityRef: CompoundEntityRef,
    options?: { signal?: AbortSignal },
  ): Promise<WavePlanList>;

  /** One of them with its story. */
  getWavePlan(
    entityRef: CompoundEntityRef,
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<WavePlanDetail>;

  /** Promotes in several clusters, wave by wave. */
  startWavePlan(
    entityRef: CompoundEntityRef,
    body: WavePlanRequest,
  ): Promise<WavePlan>;

  /** Lets a wave plan do nothing more; what it did stays. */
  cancelWavePlan(
    entityRef: CompoundEntityRef,
    id: string,
    body: WaveCancelRequest,
  ): Promise<WavePlanDetail>;

  /** What an abort of all of a system's rollouts would do. */
  getSystemAbortPreview(
    systemRef: CompoundEntityRef,
    options?: { signal?: AbortSignal },
  ): Promise<SystemAbortPreview>;

  /** Aborts rollouts of a system; each has its own outcome. */
  abortSystem(
    systemRef: CompoundEntityRef,
    body: SystemAbortRequest,
  ): Promise<SystemAbortResult>;
}

/**
 * Where the screens get their deployments from.
 *
 * @public
 */
export const deploymentsApiRef = createApiRef<DeploymentsApi>().with({
  id: 'plugin.deployments.client',
  pluginId: 'deployments',
});
