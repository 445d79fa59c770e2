import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  DeploymentTargetRef,
  RollbackPreview,
} from '@heal7/backstage-plugin-deployments-common';
import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import type { TargetAuthorizer } from '../access/TargetAuthorizer';
import { whyDenied } from '../access/whyDenied';
import type { ClusterDirectory } from '../collector/ClusterDirectory';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';
import { maskTemplates } from './maskTemplates';
import { templateDiff } from './templateDiff';
import { withoutDefaults } from './withoutDefaults';

/**
 * Shows what a rollback would change, read live with the viewing credential.
 * A pod template says more than the page does, so it is shown only to those
 * who may roll back.
 *
 * @internal
 */
export class RollbackPreviews {
  constructor(
    private readonly deps: {
      sources: Map<string, DeploymentSource>;
      directory: Pick<ClusterDirectory, 'get'>;
      view: Pick<EntityDeploymentsView, 'target'>;
      authorizer: TargetAuthorizer;
    },
  ) {}

  /**
   * @throws NotFoundError, NotAllowedError, InputError,
   * ServiceUnavailableError
   */
  async of(
    entity: Entity,
    request: { target: DeploymentTargetRef; revisionHash: string },
    credentials: BackstageCredentials,
  ): Promise<RollbackPreview> {
    const { target: ref, revisionHash } = request;
    const { authorizer, directory, sources, view } = this.deps;
    const stored = await view.target(entity, ref);
    if (!stored) {
      throw new NotFoundError(
        `${stringifyEntityRef(entity)} has no rollout ${ref.namespace}/${
          ref.name
        } (${ref.engine}) in cluster '${ref.cluster}'`,
      );
    }
    const cluster = directory.get(ref.cluster);
    const access = authorizer.accessOf(
      await authorizer.decisionsFor(credentials),
      entity,
      stored.state,
      cluster,
    );
    if (!cluster || !access.allowed.includes('rollback')) {
      throw new NotAllowedError(
        `What a rollback of ${ref.name} in cluster '${
          ref.cluster
        }' would change is not shown: ${whyDenied(access)}`,
      );
    }
    const source = sources.get(ref.engine);
    if (!source?.rollbackTemplates) {
      throw new InputError(
        `Rollouts of '${ref.engine}' cannot be rolled back by the portal`,
      );
    }
    const { group, version, plural } = source.root;
    const { namespace, name } = ref;
    const { reader } = cluster;
    const live = await reader.get({ group, version, plural, namespace, name });
    const templates = await source.rollbackTemplates(
      { live, revisionHash },
      reader,
    );
    const { current, target, masked } = maskTemplates(
      withoutDefaults(templates.current),
      withoutDefaults(templates.target),
    );
    return {
      basis: await source.basisOf(live, reader),
      revisionHash,
      lines: templateDiff(current, target),
      masked,
    };
  }
}
