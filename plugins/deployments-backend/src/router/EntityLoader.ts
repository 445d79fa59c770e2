import type {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { deploymentsReadPermission } from '@heal7/backstage-plugin-deployments-common';
import type { Request } from 'express';

/** @internal */
export interface Caller {
  credentials: BackstageCredentials;
  entity: Entity;
}

/**
 * Who asks, and the entity asked about as they may see it.
 *
 * @internal
 */
export class EntityLoader {
  constructor(
    private readonly deps: {
      auth: AuthService;
      httpAuth: HttpAuthService;
      permissions: Pick<PermissionsService, 'authorize'>;
      catalog: Pick<CatalogService, 'getEntityByRef'>;
    },
  ) {}

  /** @throws AuthenticationError, NotAllowedError */
  async reader(request: Request): Promise<BackstageCredentials> {
    const credentials = await this.deps.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    await this.permit(credentials);
    return credentials;
  }

  /** @throws NotAllowedError for callers who may not see rollouts at all. */
  async permit(credentials: BackstageCredentials): Promise<void> {
    const [decision] = await this.deps.permissions.authorize(
      [{ permission: deploymentsReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `Your permissions do not allow seeing rollouts (${deploymentsReadPermission.name})`,
      );
    }
  }

  /** The caller, and the entity of the request's path. See `entity`. */
  async load(request: Request): Promise<Caller> {
    const credentials = await this.reader(request);
    const { kind, namespace, name } = request.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    return { credentials, entity: await this.entity(entityRef, credentials) };
  }

  /**
   * @throws NotFoundError for entities that the caller may not read, too: the
   * two must not be told apart.
   */
  async entity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const entity = await this.deps.catalog.getEntityByRef(entityRef, {
      credentials: await this.forCatalog(credentials),
    });
    if (!entity) {
      throw new NotFoundError(`No entity ${entityRef} that you may read`);
    }
    return entity;
  }

  /**
   * A service (a pipeline) is somebody by its access restrictions, which hold
   * in this plugin and cannot be taken along to the catalog.
   */
  async forCatalog(
    credentials: BackstageCredentials,
  ): Promise<BackstageCredentials> {
    const { auth } = this.deps;
    return auth.isPrincipal(credentials, 'service')
      ? auth.getOwnServiceCredentials()
      : credentials;
  }
}
