import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { LRUCache } from 'lru-cache';
import { principalKey } from './principalKey';

const TTL_MS = 5_000;
const MOST_ENTITIES = 2_000;

interface Question {
  ref: string;
  credentials: BackstageCredentials;
}

/** An entity, or that there is none that the principal may read. */
type Answer = { entity: Entity | undefined };

/**
 * Entities as one principal may see them, remembered for some seconds for the
 * same principal, so that views need not ask the catalog for each request.
 * Never to act by.
 *
 * @internal
 */
export class RememberedEntities
  implements Pick<CatalogService, 'getEntityByRef'>
{
  readonly #entities: LRUCache<string, Answer, Question>;

  constructor(catalog: Pick<CatalogService, 'getEntityByRef'>) {
    this.#entities = new LRUCache<string, Answer, Question>({
      max: MOST_ENTITIES,
      ttl: TTL_MS,
      fetchMethod: async (_key, _stale, { context }) => ({
        entity: await catalog.getEntityByRef(context.ref, {
          credentials: context.credentials,
        }),
      }),
    });
  }

  async getEntityByRef(
    ...[ref, { credentials }]: Parameters<CatalogService['getEntityByRef']>
  ): Promise<Entity | undefined> {
    const text = typeof ref === 'string' ? ref : stringifyEntityRef(ref);
    const answer = await this.#entities.forceFetch(
      `${principalKey(credentials)}\n${text}`,
      { context: { ref: text, credentials } },
    );
    return answer.entity;
  }
}
