import type {
  AuditorService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { differingBasisFields } from '@heal7/backstage-plugin-deployments-common';
import type {
  ActRecord,
  ActionRequestBody,
  ActionResponse,
  DecisionBasis,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import type { Request } from 'express';
import type { TargetAuthorizer } from '../access/TargetAuthorizer';
import { whyDenied } from '../access/whyDenied';
import type { Cluster } from '../clusters/Cluster';
import type { ClusterDirectory } from '../collector/ClusterDirectory';
import type { Clock } from '../lib/Clock';
import type { ActStore } from '../store/ActStore';
import type { StoredTarget, TargetStore } from '../store/TargetStore';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';
import { act } from './act';
import type { ActResult } from './act';
import { actorOf } from './actor';
import { projectLive } from './LiveProjection';
import { nudgeWhenUnheard } from './nudge';

const CATCH_UP_MS = 1_000;
const CATCH_UP_STEP_MS = 50;

/** @internal */
export interface ActionServiceDeps {
  sources: Map<string, DeploymentSource>;
  directory: Pick<ClusterDirectory, 'get'>;
  targets: TargetStore;
  acts: ActStore;
  view: EntityDeploymentsView;
  authorizer: TargetAuthorizer;
  auditor: AuditorService;
  clock: Clock;
  logger: LoggerService;
  /** Aborted when the portal stops. */
  signal: AbortSignal;
}

/**
 * Carries out actions on rollouts. Every attempt that names a target of the
 * entity ends in the auditor and in the history, whatever came of it.
 *
 * @internal
 */
export class ActionService {
  constructor(private readonly deps: ActionServiceDeps) {}

  /**
   * @throws NotFoundError when the target is none of the entity's.
   * @throws NotAllowedError, ConflictError, InputError,
   * ServiceUnavailableError
   */
  async perform(
    entity: Entity,
    body: ActionRequestBody,
    caller: { credentials: BackstageCredentials; request?: Request },
  ): Promise<ActionResponse> {
    const { target } = body;
    const stored = await this.deps.view.target(entity, target);
    if (!stored) {
      throw new NotFoundError(
        `${stringifyEntityRef(entity)} has no rollout ${target.namespace}/${
          target.name
        } (${target.engine}) in cluster '${target.cluster}'`,
      );
    }
    const record: Omit<ActRecord, 'id' | 'outcome' | 'message'> = {
      target,
      entityRef: stringifyEntityRef(entity),
      action: body.action,
      actor: actorOf(caller.credentials),
      reason: body.reason ?? '',
      revisionHash: body.revisionHash ?? body.basis.revisionHash,
      at: this.deps.clock.now().toISOString(),
    };
    const event = await this.deps.auditor.createEvent({
      eventId: 'act',
      severityLevel: 'high',
      request: caller.request,
      meta: { ...record, target: { ...target } },
    });
    try {
      const cluster = await this.admit(entity, stored, body, caller);
      const { result, source } = await this.carryOut(cluster, body);
      const conflict = result.outcome === 'conflict' ? result : undefined;
      await this.deps.acts.add({
        ...record,
        outcome: result.outcome,
        message: conflict?.message ?? '',
      });
      await event.success({ meta: { outcome: result.outcome } });
      return {
        state: await this.freshState(cluster, source, stored, result),
        ...(conflict && {
          conflict: { message: conflict.message, fields: conflict.fields },
        }),
      };
    } catch (error) {
      await event.fail({ error: error as Error });
      await this.deps.acts.add({
        ...record,
        outcome: 'failed',
        message: (error as Error).message,
      });
      throw error;
    }
  }

  /** @throws NotAllowedError, InputError saying what is missing. */
  private async admit(
    entity: Entity,
    stored: StoredTarget,
    body: ActionRequestBody,
    caller: { credentials: BackstageCredentials },
  ): Promise<Cluster> {
    const { authorizer, directory } = this.deps;
    const cluster = directory.get(body.target.cluster);
    const access = authorizer.accessOf(
      await authorizer.decisionsFor(caller.credentials),
      entity,
      stored.state,
      cluster,
    );
    if (!cluster || !access.allowed.includes(body.action)) {
      throw new NotAllowedError(
        `Cannot ${body.action} ${body.target.name} in cluster '${
          body.target.cluster
        }': ${whyDenied(access)}`,
      );
    }
    if (access.reasonRequired && !body.reason?.trim()) {
      throw new InputError(
        `Say why: actions in cluster '${body.target.cluster}' need a \`reason\`; it is kept in the history`,
      );
    }
    return cluster;
  }

  private async carryOut(
    cluster: Cluster,
    body: ActionRequestBody,
  ): Promise<{ result: ActResult; source: DeploymentSource }> {
    const source = this.deps.sources.get(body.target.engine);
    if (!source || !cluster.actor) {
      throw new NotAllowedError(
        `The portal cannot act on rollouts of '${body.target.engine}' in cluster '${cluster.name}'`,
      );
    }
    const { group, version, plural } = source.root;
    const { namespace, name } = body.target;
    const ref = { group, version, plural, namespace, name };
    const result = await act(cluster.actor, source, {
      ref,
      action: body.action,
      basis: body.basis,
      revisionHash: body.revisionHash,
      now: this.deps.clock.now(),
    });
    if (result.outcome === 'done') {
      const { left } = result;
      void nudgeWhenUnheard(cluster.actor, source, { ref, left }, this.deps);
    }
    return { result, source };
  }

  /**
   * The state after the action. The watch usually brings it within a second;
   * otherwise it is read live.
   */
  private async freshState(
    cluster: Cluster,
    source: DeploymentSource,
    before: StoredTarget,
    result: ActResult,
  ): Promise<DeploymentState> {
    const basis = await source.basisOf(result.root, cluster.reader);
    return (
      (await this.watched(before, basis)) ??
      projectLive(cluster.name, source, result.root, cluster.reader)
    );
  }

  private async watched(
    before: StoredTarget,
    basis: DecisionBasis,
  ): Promise<DeploymentState | undefined> {
    const { targets, clock } = this.deps;
    for (let waited = 0; waited < CATCH_UP_MS; waited += CATCH_UP_STEP_MS) {
      const now = await targets.get(before.state);
      if (now && now.version !== before.version) {
        const { basis: shown } = now.state;
        // Either what we left behind, or what the engine has made of it since;
        // another change may come first, with the basis as it was before.
        const caughtUp =
          differingBasisFields(shown, basis).length === 0 ||
          differingBasisFields(shown, before.state.basis).length > 0;
        if (caughtUp) {
          return now.state;
        }
      }
      await clock.sleep(CATCH_UP_STEP_MS);
    }
    return undefined;
  }
}
