import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  DEPLOYMENT_ACTIONS,
  deploymentsActPermission,
  deploymentsLogsReadPermission,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentAction,
  DeploymentState,
  Freeze,
  TargetAccess,
} from '@heal7/backstage-plugin-deployments-common';
import type { Cluster } from '../clusters/Cluster';
import { freezeInForce } from '../freezes/freezeInForce';
import type { FreezeStore } from '../freezes/FreezeStore';
import type { Clock } from '../lib/Clock';
import type { DeploymentTargetResource } from '../permissions/rules';
import { isClaimed, ownerRefsOf } from './claims';

/**
 * The policy's answers for one caller, conditions not yet applied, and the
 * freezes at that moment.
 *
 * @internal
 */
export interface CallerDecisions {
  act: PolicyDecision;
  logs: PolicyDecision;
  freezes: Freeze[];
  at: Date;
}

/** The part of a cluster that access depends on. @internal */
export type AccessCluster = Pick<Cluster, 'config' | 'actor'>;

/** A freeze must never keep a bad version running. */
const POSSIBLE_WHEN_FROZEN: readonly DeploymentAction[] = ['abort'];

/**
 * Decides who may act on a target and read its logs. Views and actions ask
 * the same object, so that a button never promises what the server refuses.
 *
 * @internal
 */
export class TargetAuthorizer {
  constructor(
    private readonly permissions: Pick<
      PermissionsService,
      'authorizeConditional'
    >,
    private readonly isAuthorized: (
      decision: PolicyDecision,
      resource: DeploymentTargetResource,
    ) => boolean,
    private readonly freezes: Pick<FreezeStore, 'notEnded'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  async decisionsFor(
    credentials: BackstageCredentials,
  ): Promise<CallerDecisions> {
    const at = this.clock.now();
    const [[act, logs], freezes] = await Promise.all([
      this.permissions.authorizeConditional(
        [
          { permission: deploymentsActPermission },
          { permission: deploymentsLogsReadPermission },
        ],
        { credentials },
      ),
      this.freezes.notEnded(at),
    ]);
    return { act, logs, freezes, at };
  }

  /**
   * For acts that somebody was permitted before, and whose credentials are
   * gone by now: everything but the policy's answer is decided anew.
   */
  async standingDecisions(): Promise<CallerDecisions> {
    const at = this.clock.now();
    return {
      act: { result: AuthorizeResult.ALLOW },
      logs: { result: AuthorizeResult.DENY },
      freezes: await this.freezes.notEnded(at),
      at,
    };
  }

  /** @param cluster - undefined when it is no longer configured. */
  accessOf(
    decisions: CallerDecisions,
    entity: Entity,
    state: DeploymentState,
    cluster: AccessCluster | undefined,
  ): TargetAccess {
    const config = cluster?.config;
    const environment = config?.environment ?? null;
    const nothing: TargetAccess = {
      allowed: [],
      denial: null,
      freeze: freezeInForce(
        decisions.freezes,
        { cluster: state.cluster, environment },
        decisions.at,
      ),
      reasonRequired: config?.reasonRequired ?? false,
      logs: false,
    };
    if (!isClaimed(state, entity, config?.owners ?? [])) {
      return { ...nothing, denial: 'not-claimed' };
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
        environment,
        demo: config?.demo ?? false,
        action,
      });
    const logs = cluster !== undefined && permits(decisions.logs, 'logs');
    if (!cluster?.actor) {
      return { ...nothing, denial: 'no-credential', logs };
    }
    const permitted = DEPLOYMENT_ACTIONS.filter(action =>
      permits(decisions.act, action),
    );
    const allowed = nothing.freeze
      ? permitted.filter(action => POSSIBLE_WHEN_FROZEN.includes(action))
      : permitted;
    return { ...nothing, allowed, denial: denialOf(permitted, allowed), logs };
  }
}

/** What the caller could never do is no news of the freeze. */
function denialOf(
  permitted: DeploymentAction[],
  allowed: DeploymentAction[],
): TargetAccess['denial'] {
  if (allowed.length < permitted.length) {
    return 'frozen';
  }
  return permitted.length < DEPLOYMENT_ACTIONS.length ? 'not-permitted' : null;
}
