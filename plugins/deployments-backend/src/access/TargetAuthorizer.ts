import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  DEPLOYMENT_ACTIONS,
  deploymentsActPermission,
  deploymentsLogsReadPermission,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentAction,
  DeploymentState,
  TargetAccess,
} from '@heal7/backstage-plugin-deployments-common';
import type { Cluster } from '../clusters/Cluster';
import type { DeploymentTargetResource } from '../permissions/rules';
import { isClaimed, ownerRefsOf } from './claims';

/**
 * The policy's answers for one caller, conditions not yet applied.
 *
 * @internal
 */
export interface CallerDecisions {
  act: PolicyDecision;
  logs: PolicyDecision;
}

/** The part of a cluster that access depends on. @internal */
export type AccessCluster = Pick<Cluster, 'config' | 'actor'>;

const NOTHING: TargetAccess = {
  allowed: [],
  denial: null,
  freeze: null,
  reasonRequired: false,
  logs: false,
};

/**
 * Decides who may act on a target and read its logs. Views and actions ask
 * the same object, so that a button never promises what the server refuses.
 *
 * @internal
 */
export class TargetAuthorizer {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly isAuthorized: (
      decision: PolicyDecision,
      resource: DeploymentTargetResource,
    ) => boolean,
  ) {}

  async decisionsFor(
    credentials: BackstageCredentials,
  ): Promise<CallerDecisions> {
    const [act, logs] = await this.permissions.authorizeConditional(
      [
        { permission: deploymentsActPermission },
        { permission: deploymentsLogsReadPermission },
      ],
      { credentials },
    );
    return { act, logs };
  }

  /** @param cluster - undefined when it is no longer configured. */
  accessOf(
    decisions: CallerDecisions,
    entity: Entity,
    state: DeploymentState,
    cluster: AccessCluster | undefined,
  ): TargetAccess {
    const owners = cluster?.config.owners ?? [];
    if (!isClaimed(state, entity, owners)) {
      return { ...NOTHING, denial: 'not-claimed' };
    }
    const permits = (
      decision: PolicyDecision,
      action: DeploymentAction | 'logs',
    ) =>
      this.isAuthorized(decision, {
        target: {
          cluster: state.cluster,
          namespace: state.namespace,
          name: state.name,
          engine: state.engine,
        },
        entityRef: stringifyEntityRef(entity),
        ownerRefs: ownerRefsOf(entity),
        environment: cluster?.config.environment ?? null,
        demo: cluster?.config.demo ?? false,
        action,
      });
    const logs = cluster !== undefined && permits(decisions.logs, 'logs');
    if (!cluster?.actor) {
      return { ...NOTHING, denial: 'no-credential', logs };
    }
    const allowed = DEPLOYMENT_ACTIONS.filter(action =>
      permits(decisions.act, action),
    );
    return {
      ...NOTHING,
      allowed,
      denial:
        allowed.length === DEPLOYMENT_ACTIONS.length ? null : 'not-permitted',
      logs,
    };
  }
}
