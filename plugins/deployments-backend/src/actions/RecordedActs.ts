import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type {
  ActRecord,
  ActionRequestBody,
} from '@heal7/backstage-plugin-deployments-common';
import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import type { Request } from 'express';
import type { Cluster } from '../clusters/Cluster';
import type { Clock } from '../lib/Clock';
import type { ActStore } from '../store/ActStore';
import { act } from './act';
import type { ActResult } from './act';
import { nudgeWhenUnheard } from './nudge';

/**
 * Who acts, and through what.
 *
 * @internal
 */
export interface ActOrigin {
  /** Entity ref of the user or subject of the service. */
  actor: string;
  /** See `ActRecord.via`. */
  via?: string;
  request?: Request;
}

/** @internal */
export interface CarriedOut {
  result: ActResult;
  cluster: Cluster;
  source: DeploymentSource;
}

/**
 * Carries out single actions. Every attempt ends in the auditor and in the
 * history, whatever came of it and whoever asked for it.
 *
 * @internal
 */
export class RecordedActs {
  constructor(
    private readonly deps: {
      sources: Map<string, DeploymentSource>;
      acts: ActStore;
      auditor: AuditorService;
      clock: Clock;
      logger: LoggerService;
      /** Aborted when the portal stops. */
      signal: AbortSignal;
    },
  ) {}

  /**
   * @param admitted - answers with the cluster to act in, or throws saying why
   * it may not be done.
   * @throws what that throws, and what the source or the cluster refuses with.
   */
  async carryOut(
    entity: Entity,
    body: ActionRequestBody,
    origin: ActOrigin,
    admitted: () => Promise<Cluster>,
  ): Promise<CarriedOut> {
    const { acts, auditor, clock } = this.deps;
    const { request, actor, via } = origin;
    const record: Omit<ActRecord, 'id' | 'outcome' | 'message'> = {
      target: body.target,
      entityRef: stringifyEntityRef(entity),
      action: body.action,
      actor,
      ...(via !== undefined && { via }),
      reason: body.reason ?? '',
      revisionHash: body.revisionHash ?? body.basis.revisionHash,
      at: clock.now().toISOString(),
    };
    const event = await auditor.createEvent({
      eventId: 'act',
      severityLevel: 'high',
      request,
      meta: { ...record, target: { ...body.target } },
    });
    try {
      const cluster = await admitted();
      const { result, source } = await this.actIn(cluster, body);
      await acts.add({
        ...record,
        outcome: result.outcome,
        message: result.outcome === 'conflict' ? result.message : '',
      });
      await event.success({ meta: { outcome: result.outcome } });
      return { result, cluster, source };
    } catch (error) {
      await event.fail({ error: error as Error });
      await acts.add({
        ...record,
        outcome: 'failed',
        message: (error as Error).message,
      });
      throw error;
    }
  }

  private async actIn(
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
}
