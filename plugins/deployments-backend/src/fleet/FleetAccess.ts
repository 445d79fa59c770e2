import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { deploymentsUnmappedReadPermission } from '@heal7/backstage-plugin-deployments-common';
import { LRUCache } from 'lru-cache';
import { principalKey } from '../access/principalKey';
import { versionOf } from '../store/targetId';
import { NAME_FIELDS, SELECTING_ENTITIES } from './CatalogSync';
import type { FleetScope } from './FleetFilter';

const TTL_MS = 30_000;
/** Of all remembered callers together. */
const MOST_REFS = 500_000;
const MOST_CALLERS = 5_000;

const EVERYTHING: FleetScope = { readable: 'all', key: 'all' };
const NOTHING: FleetScope = { readable: new Set(), key: 'none' };

/**
 * Which rows a caller may see: those of entities that they may read. Where
 * the policy says all or none nobody is asked further; where it depends, the
 * catalog is, with the caller's own credentials, and the answer is kept for
 * half a minute.
 *
 * @internal
 */
export class FleetAccess {
  readonly #scopes: LRUCache<string, FleetScope, BackstageCredentials>;
  readonly #ownRefs: LRUCache<string, string[], BackstageCredentials>;

  constructor(
    private readonly deps: {
      auth: AuthService;
      catalog: CatalogService;
      permissions: PermissionsService;
      userInfo: UserInfoService;
    },
  ) {
    this.#scopes = new LRUCache<string, FleetScope, BackstageCredentials>({
      ttl: TTL_MS,
      max: MOST_CALLERS,
      maxSize: MOST_REFS,
      sizeCalculation: ({ readable }) =>
        readable === 'all' ? 1 : readable.size + 1,
      fetchMethod: (_key, _stale, { context }) => this.readScope(context),
    });
    this.#ownRefs = new LRUCache<string, string[], BackstageCredentials>({
      ttl: TTL_MS,
      max: MOST_CALLERS,
      fetchMethod: async (_key, _stale, { context }) =>
        (await deps.userInfo.getUserInfo(context)).ownershipEntityRefs,
    });
  }

  async scopeOf(credentials: BackstageCredentials): Promise<FleetScope> {
    // A service is somebody by its access restrictions, which hold in this
    // plugin and cannot be taken along to the catalog.
    if (this.deps.auth.isPrincipal(credentials, 'service')) {
      return EVERYTHING;
    }
    return this.#scopes.forceFetch(principalKey(credentials), {
      context: credentials,
    });
  }

  async mayReadUnmapped(credentials: BackstageCredentials): Promise<boolean> {
    const [decision] = await this.deps.permissions.authorize(
      [{ permission: deploymentsUnmappedReadPermission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** @throws InputError for a service, which owns nothing. */
  async ownRefs(credentials: BackstageCredentials): Promise<string[]> {
    if (!this.deps.auth.isPrincipal(credentials, 'user')) {
      throw new InputError("The filter 'mine' is for users");
    }
    return this.#ownRefs.forceFetch(principalKey(credentials), {
      context: credentials,
    });
  }

  private async readScope(
    credentials: BackstageCredentials,
  ): Promise<FleetScope> {
    const { catalog, permissions } = this.deps;
    const [decision] = await permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.ALLOW) {
      return EVERYTHING;
    }
    if (decision.result === AuthorizeResult.DENY) {
      return NOTHING;
    }
    const refs = new Set<string>();
    for await (const entities of catalog.streamEntities(
      { filter: SELECTING_ENTITIES, fields: NAME_FIELDS },
      { credentials },
    )) {
      entities.forEach(entity => refs.add(stringifyEntityRef(entity)));
    }
    return { readable: refs, key: versionOf([...refs].sort()) };
  }
}
