import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { DeploymentTargetRef } from '@heal7/backstage-plugin-deployments-common';
import type { TargetAuthorizer } from '../access/TargetAuthorizer';
import type { ClusterDirectory } from '../collector/ClusterDirectory';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';

/** Longest log that is sent to a browser. @internal */
export const MAX_LOG_BYTES = 1024 * 1024;

/** @internal */
export interface LogRequest {
  cluster: string;
  namespace: string;
  /** Name of the rollout. */
  deployment: string;
  /** Null takes the engine that has such a pod. */
  engine: string | null;
  pod: string;
  container: string;
  tailLines: number;
}

/**
 * Reads logs of pods that belong to an entity's rollouts, with the viewing
 * credential.
 *
 * @internal
 */
export class PodLogs {
  constructor(
    private readonly deps: {
      view: EntityDeploymentsView;
      authorizer: TargetAuthorizer;
      directory: Pick<ClusterDirectory, 'get'>;
      engines: string[];
    },
  ) {}

  /** @throws NotFoundError, NotAllowedError, ServiceUnavailableError */
  async read(
    entity: Entity,
    request: LogRequest,
    credentials: BackstageCredentials,
  ): Promise<string> {
    const { authorizer, directory } = this.deps;
    const target = await this.targetWithPod(entity, request);
    const cluster = directory.get(request.cluster);
    const access = authorizer.accessOf(
      await authorizer.decisionsFor(credentials),
      entity,
      target.state,
      cluster,
    );
    if (!cluster || !access.logs) {
      throw new NotAllowedError(
        access.denial === 'not-claimed'
          ? `The logs of ${request.pod} are not shown, because the workload does not name this entity`
          : `Your permissions do not allow reading the logs of ${request.pod}`,
      );
    }
    return cluster.reader.logs({
      namespace: request.namespace,
      pod: request.pod,
      container: request.container,
      tailLines: request.tailLines,
      maxBytes: MAX_LOG_BYTES,
    });
  }

  private async targetWithPod(entity: Entity, request: LogRequest) {
    const { cluster, namespace, deployment: name } = request;
    const engines = request.engine ? [request.engine] : this.deps.engines;
    for (const engine of engines) {
      const ref: DeploymentTargetRef = { cluster, namespace, name, engine };
      const target = await this.deps.view.target(entity, ref);
      const pod = target?.state.revisions
        .flatMap(revision => revision.pods)
        .find(candidate => candidate.name === request.pod);
      if (target && pod?.containers.includes(request.container)) {
        return target;
      }
    }
    throw new NotFoundError(
      `Rollout ${namespace}/${name} of this entity in cluster '${cluster}' has no pod '${request.pod}' with a container '${request.container}'`,
    );
  }
}
