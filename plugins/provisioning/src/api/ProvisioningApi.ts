import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  CancelRequest,
  DecideRequest,
  ExecutorInfo,
  LogPage,
  ModulesResponse,
  PlanSummary,
  Run,
  RunPage,
  RunView,
  StackPage,
  StacksQuery,
  StacksSummary,
  StackView,
  StartRunRequest,
} from '@heal7/backstage-plugin-provisioning-common';

/** @public */
export interface AskOptions {
  signal?: AbortSignal;
}

/** Lines after a position. @public */
export interface LogQuery {
  after: number;
  limit: number;
}

/**
 * What the plugin asks the provisioning backend. Everything rejects with a
 * `ResponseError` when the backend refuses; a change that was asked for on a
 * view that no longer holds is refused with 409.
 *
 * @public
 */
export interface ProvisioningApi {
  /** Those that the reader may see, by name. */
  getStacks(query: StacksQuery, options?: AskOptions): Promise<StackPage>;
  getStack(id: string, options?: AskOptions): Promise<StackView>;
  /** @param entity - reference of an entity; of all stacks when left out. */
  getSummary(entity?: string, options?: AskOptions): Promise<StacksSummary>;
  getModules(options?: AskOptions): Promise<ModulesResponse>;
  getExecutors(options?: AskOptions): Promise<ExecutorInfo[]>;
  /** The newest first. */
  getRuns(
    stackId: string,
    cursor: string | null,
    options?: AskOptions,
  ): Promise<RunPage>;
  getRun(id: string, options?: AskOptions): Promise<RunView>;
  getPlan(runId: string, options?: AskOptions): Promise<PlanSummary>;
  getLog(
    runId: string,
    query: LogQuery,
    options?: AskOptions,
  ): Promise<LogPage>;
  startRun(stackId: string, request: StartRunRequest): Promise<Run>;
  approve(runId: string, request: DecideRequest): Promise<RunView>;
  reject(runId: string, request: DecideRequest): Promise<RunView>;
  cancel(runId: string, request: CancelRequest): Promise<RunView>;
}

/** @public */
export const provisioningApiRef = createApiRef<ProvisioningApi>().with({
  id: 'plugin.provisioning.client',
  pluginId: 'provisioning',
});
