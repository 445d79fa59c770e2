import { createApiRef } from '@backstage/frontend-plugin-api';
import type { CompoundEntityRef } from '@backstage/catalog-model';
import type {
  ActionRequestBody,
  ActionResponse,
  DeploymentState,
  DeploymentTargetRef,
  EntityDeployments,
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
