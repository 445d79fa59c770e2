import type {
  AuthService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ENTITY_ANNOTATIONS } from '@heal7/backstage-plugin-deployments-common';
import type { CatalogIndex } from './CatalogIndex';
import { catalogRecord, domainOf } from './catalogRecord';
import type { CatalogRecord } from './catalogRecord';

/** Which entities can select rollouts; also asked for on behalf of callers. @internal */
export const SELECTING_ENTITIES = [
  ENTITY_ANNOTATIONS.kubernetesId,
  ENTITY_ANNOTATIONS.labelSelector,
].map(annotation => ({
  [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
}));

/** What names an entity in a partial answer. @internal */
export const NAME_FIELDS = ['kind', 'metadata.namespace', 'metadata.name'];

/**
 * Keeps the catalog index up to date. The scheduler lets one replica do it at
 * a time.
 *
 * @internal
 */
export class CatalogSync {
  constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      index: CatalogIndex;
      /** Who is told that rows have other entities now. */
      changed: () => Promise<void>;
    },
  ) {}

  async schedule(
    scheduler: SchedulerService,
    definition: SchedulerServiceTaskScheduleDefinition,
  ): Promise<void> {
    await scheduler.scheduleTask({
      ...definition,
      id: 'deployments-catalog-sync',
      fn: () => this.run(),
    });
  }

  /** Makes the index hold what the catalog holds now. */
  async run(): Promise<void> {
    const changes = await this.deps.index.replace(await this.read());
    if (changes > 0) {
      await this.deps.changed();
    }
  }

  private async read(): Promise<CatalogRecord[]> {
    const { auth, catalog } = this.deps;
    const credentials = await auth.getOwnServiceCredentials();
    const domains = new Map<string, string>();
    for await (const systems of catalog.streamEntities(
      { filter: { kind: 'System' }, fields: [...NAME_FIELDS, 'relations'] },
      { credentials },
    )) {
      for (const system of systems) {
        const domain = domainOf(system);
        if (domain !== null) {
          domains.set(stringifyEntityRef(system), domain);
        }
      }
    }
    const records = new Map<string, CatalogRecord>();
    for await (const entities of catalog.streamEntities(
      {
        filter: SELECTING_ENTITIES,
        fields: [
          ...NAME_FIELDS,
          'metadata.title',
          'metadata.annotations',
          'relations',
        ],
      },
      { credentials },
    )) {
      for (const entity of entities) {
        const record = catalogRecord(entity, domains);
        if (record) {
          records.set(record.entityRef, record);
        }
      }
    }
    return [...records.values()];
  }
}
