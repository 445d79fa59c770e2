import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RELATION_OWNED_BY, RELATION_PART_OF } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  DeliveryPerformance,
  EntitySelector,
} from '@heal7/backstage-plugin-deployments-common';
import { entitySelectorOf } from '@heal7/backstage-plugin-deployments-common';
import type { Clock } from '../lib/Clock';
import type { RolloutStore } from '../store/RolloutStore';
import type { EndedRollout } from './EndedRollout';
import { figuresOf } from './figures';
import { lastDays } from './period';

/** Whose delivery is asked for; refs are full and in lower case. @internal */
export type DeliveryScope =
  | { entity: Entity }
  | { system: string }
  | { owner: string };

/** One entity's unreadable annotation must not hide the others. */
function readableSelector(entity: Entity): EntitySelector | null {
  try {
    return entitySelectorOf(entity);
  } catch {
    return null;
  }
}

/**
 * The delivery figures of entities that the caller may read.
 *
 * @internal
 */
export class DeliveryView {
  constructor(
    private readonly deps: {
      catalog: CatalogService;
      rollouts: RolloutStore;
      clock: Clock;
    },
  ) {}

  async of(
    scope: DeliveryScope,
    options: { days: number; environment: string | null },
    credentials: BackstageCredentials,
  ): Promise<DeliveryPerformance> {
    const { rollouts, clock } = this.deps;
    const period = lastDays(options.days, clock.now());
    const found = new Map<number, EndedRollout>();
    for (const entity of await this.entities(scope, credentials)) {
      const selector = readableSelector(entity);
      const ended = selector
        ? await rollouts.ended(selector, {
            since: new Date(period.from),
            environment: options.environment,
          })
        : [];
      // Two entities may select the same workload.
      ended.forEach(rollout => found.set(rollout.id, rollout));
    }
    return figuresOf([...found.values()], period, options.environment);
  }

  private async entities(
    scope: DeliveryScope,
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    if ('entity' in scope) {
      return [scope.entity];
    }
    const filter: Record<string, string> =
      'system' in scope
        ? { [`relations.${RELATION_PART_OF}`]: scope.system }
        : { [`relations.${RELATION_OWNED_BY}`]: scope.owner };
    const { items } = await this.deps.catalog.getEntities(
      {
        filter,
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.annotations',
        ],
      },
      { credentials },
    );
    return items;
  }
}
