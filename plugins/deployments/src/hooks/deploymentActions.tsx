import { createContext, useContext } from 'react';
import type {
  ActionRequestBody,
  DeploymentState,
  DeploymentTargetRef,
  RevisionChanges,
  RollbackPreview,
  TargetMetrics,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  ActionResult,
  MetricsQuery,
  PodLogQuery,
  RollbackQuery,
} from '../api';

/**
 * What the parts of the page can have done for the entity on the screen.
 *
 * @internal
 */
export interface DeploymentActions {
  act(body: ActionRequestBody): Promise<ActionResult>;
  /** Shows a state that an action has answered with. */
  applyState(state: DeploymentState): void;
  /** Reads a pod's log. */
  readLog(query: PodLogQuery, signal: AbortSignal): Promise<string>;
  /** Says what a rollback would change. */
  previewRollback(
    query: RollbackQuery,
    signal: AbortSignal,
  ): Promise<RollbackPreview>;
  /** Reads the metrics of the revisions that get traffic. */
  readMetrics(query: MetricsQuery, signal: AbortSignal): Promise<TargetMetrics>;
  /** Reads the commits that the newest revision brings. */
  readChanges(
    target: DeploymentTargetRef,
    signal: AbortSignal,
  ): Promise<RevisionChanges>;
}

const Context = createContext<DeploymentActions | undefined>(undefined);

/** @internal */
export const DeploymentActionsProvider = Context.Provider;

/** @internal */
export function useDeploymentActions(): DeploymentActions {
  const actions = useContext(Context);
  if (!actions) {
    throw new Error(
      'Deployment actions are used outside of their provider; wrap the component in DeploymentActionsProvider',
    );
  }
  return actions;
}
