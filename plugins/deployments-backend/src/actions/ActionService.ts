import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { differingBasisFields } from '@heal7/backstage-plugin-deployments-common';
import type {
  ActionRequestBody,
  ActionResponse,
  DecisionBasis,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import type { Request } from 'express';
import type { TargetAuthorizer } from '../access/TargetAuthorizer';
import type { ClusterDirectory } from '../collector/ClusterDirectory';
import type { Clock } from '../lib/Clock';
import type { StoredTarget, TargetStore } from '../store/TargetStore';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';
import { actorOf } from './actor';
import { admit } from './admit';
import { projectLive } from './LiveProjection';
import type { CarriedOut, RecordedActs } from './RecordedActs';

const CATCH_UP_MS = 1_000;
const CATCH_UP_STEP_MS = 50;

/** @internal */
export interface ActionServiceDeps {
  directory: Pick<ClusterDirectory, 'get'>;
  targets: TargetStore;
  recorded: RecordedActs;
  view: EntityDeploymentsView;
  authorizer: TargetAuthorizer;
  clock: Clock;
}

/**
 * Carries out actions that people, pipelines and agents ask for.
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
    const { stored, done } = await this.attempt(entity, body, caller);
    const conflict = done.result.outcome === 'conflict' ? done.result : null;
    return {
      state: await this.freshState(done, stored),
      ...(conflict && {
        conflict: { message: conflict.message, fields: conflict.fields },
      }),
    };
  }

  /** As `perform`, for whom what came of it is enough. */
  async attempt(
    entity: Entity,
    body: ActionRequestBody,
    caller: {
      credentials: BackstageCredentials;
      request?: Request;
      /** See `ActRecord.via`. */
      via?: string;
    },
  ): Promise<{ stored: StoredTarget; done: CarriedOut }> {
    const { authorizer, directory, recorded, view } = this.deps;
    const { target } = body;
    const { credentials, request, via } = caller;
    const stored = await view.target(entity, target);
    if (!stored) {
      throw new NotFoundError(
        `${stringifyEntityRef(entity)} has no rollout ${target.namespace}/${
          target.name
        } (${target.engine}) in cluster '${target.cluster}'`,
      );
    }
    const done = await recorded.carryOut(
      entity,
      body,
      { actor: actorOf(credentials), via, request },
      async () => {
        const cluster = directory.get(target.cluster);
        const access = authorizer.accessOf(
          await authorizer.decisionsFor(credentials),
          entity,
          stored.state,
          cluster,
        );
        return admit(cluster, access, body);
      },
    );
    return { stored, done };
  }

  /**
   * The state after the action. The watch usually brings it within a second;
   * otherwise it is read live.
   */
  private async freshState(
    { cluster, source, result }: CarriedOut,
    before: StoredTarget,
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
