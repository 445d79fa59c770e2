import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { deploymentsUnmappedReadPermission } from '@heal7/backstage-plugin-deployments-common';
import type {
  ClusterStatus,
  DeploymentPhase,
  FleetFacetValue,
  FleetPage,
  FleetQuery,
  FleetRow,
  FleetSort,
  FleetSummary,
} from '@heal7/backstage-plugin-deployments-common';
import { SharedReads } from '../lib/SharedReads';
import type { ChannelNames } from '../signals/ChangeSignals';
import { FLEET_TOPIC } from '../signals/topics';
import type { FleetAccess } from './FleetAccess';
import type { FleetFilter, FleetScope } from './FleetFilter';
import type { FleetRowCore } from './fleetRecord';
import type {
  FleetCount,
  FleetStorePage,
  FleetTally,
  KnexFleetStore,
} from './KnexFleetStore';

const DEFAULT_LIMIT = 50;

/** What one wants to see first. */
const DEFAULT_ORDER: Record<FleetSort, 'asc' | 'desc'> = {
  attention: 'desc',
  changed: 'desc',
  name: 'asc',
  phase: 'asc',
  cluster: 'asc',
};

interface Counts {
  counts: FleetCount[];
  owners: FleetTally[];
  systems: FleetTally[];
}

const lower = (text: string | undefined) =>
  text ? text.toLocaleLowerCase('en') : null;

const sum = (counts: FleetCount[]) =>
  counts.reduce((total, { count }) => total + count, 0);

/**
 * The rollouts of all clusters as one caller may see them. Reads the
 * database only.
 *
 * @internal
 */
export class FleetView {
  readonly #pages = new SharedReads<FleetStorePage>();
  readonly #counts = new SharedReads<Counts>();

  constructor(
    private readonly deps: {
      store: KnexFleetStore;
      access: FleetAccess;
      statuses: () => Promise<ClusterStatus[]>;
      /** Every cluster with what it is for. */
      places: () => { cluster: string; environment: string | null }[];
      channels: ChannelNames;
    },
  ) {}

  /** @throws InputError, NotAllowedError */
  async page(
    query: FleetQuery,
    credentials: BackstageCredentials,
  ): Promise<FleetPage> {
    const { scope, filter } = await this.prepare(query, credentials);
    const sort = query.sort ?? 'attention';
    const paging = {
      sort,
      order: query.order ?? DEFAULT_ORDER[sort],
      limit: query.limit ?? DEFAULT_LIMIT,
      cursor: query.cursor,
    };
    const [{ rows, nextCursor }, statuses] = await Promise.all([
      this.#pages.read(JSON.stringify([scope.key, filter, paging]), () =>
        this.deps.store.page(scope, filter, paging),
      ),
      this.deps.statuses(),
    ]);
    const live = new Set(
      statuses
        .filter(({ condition }) => condition === 'watching')
        .map(({ name }) => name),
    );
    const environments = this.environments();
    return {
      items: rows.map(
        ({ id, cluster, changedAt, row, entities }): FleetRow => ({
          id,
          ...(JSON.parse(row) as FleetRowCore),
          entities,
          environment: environments.get(cluster) ?? null,
          changedAt,
          stale: !live.has(cluster),
        }),
      ),
      nextCursor,
      channels: this.channels(),
    };
  }

  /** @throws InputError, NotAllowedError */
  async summary(
    query: FleetQuery,
    credentials: BackstageCredentials,
  ): Promise<FleetSummary> {
    const { store } = this.deps;
    const { scope, filter, mayReadUnmapped } = await this.prepare(
      query,
      credentials,
    );
    const [{ counts, owners, systems }, statuses] = await Promise.all([
      this.#counts.read(JSON.stringify([scope.key, filter]), async () => {
        const [all, byOwner, bySystem] = await Promise.all([
          store.counts(scope, filter),
          store.owners(scope, filter),
          store.systems(scope, filter),
        ]);
        return { counts: all, owners: byOwner, systems: bySystem };
      }),
      this.deps.statuses(),
    ]);
    const environments = this.environments();
    const tests = {
      phase: ({ phase }: FleetCount) =>
        !query.phase || query.phase.includes(phase),
      engine: ({ engine }: FleetCount) =>
        !query.engine || query.engine.includes(engine),
      cluster: ({ cluster }: FleetCount) =>
        !query.cluster || query.cluster.includes(cluster),
      environment: ({ cluster }: FleetCount) =>
        !query.environment ||
        query.environment.includes(environments.get(cluster) ?? ''),
    };
    /** What is left when every filter but one holds. */
    const without = (lifted: keyof typeof tests | null) =>
      counts.filter(count =>
        Object.entries(tests).every(
          ([name, test]) => name === lifted || test(count),
        ),
      );
    const left = without(null);
    const titles = new Map(statuses.map(({ name, title }) => [name, title]));
    const phases: Record<DeploymentPhase, number> = {
      healthy: 0,
      progressing: 0,
      paused: 0,
      degraded: 0,
      unknown: 0,
    };
    for (const { phase, count } of without('phase')) {
      phases[phase] += count;
    }
    const refs = (tallies: FleetTally[]) =>
      tallies.map(({ value, count }) => ({
        value,
        title: parseEntityRef(value).name,
        count,
      }));
    return {
      total: sum(left),
      attention: sum(left.filter(({ attention }) => attention)),
      phases,
      clusters: facet(
        without('cluster'),
        ({ cluster }) => cluster,
        cluster => titles.get(cluster) ?? cluster,
      ),
      environments: facet(
        without('environment'),
        ({ cluster }) => environments.get(cluster) ?? null,
      ),
      engines: facet(without('engine'), ({ engine }) => engine),
      owners: refs(owners),
      systems: refs(systems),
      mayReadUnmapped,
      channels: this.channels(),
    };
  }

  private channels(): string[] {
    return [this.deps.channels.of(FLEET_TOPIC)];
  }

  private environments(): Map<string, string> {
    return new Map(
      this.deps
        .places()
        .flatMap(({ cluster, environment }) =>
          environment === null ? [] : [[cluster, environment]],
        ),
    );
  }

  private async prepare(
    query: FleetQuery,
    credentials: BackstageCredentials,
  ): Promise<{
    scope: FleetScope;
    filter: FleetFilter;
    mayReadUnmapped: boolean;
  }> {
    const { access } = this.deps;
    const [scope, mayReadUnmapped, mine] = await Promise.all([
      access.scopeOf(credentials),
      access.mayReadUnmapped(credentials),
      query.mine ? access.ownRefs(credentials) : null,
    ]);
    if (query.unmapped && !mayReadUnmapped) {
      throw new NotAllowedError(
        `Your permissions do not allow seeing rollouts that no entity selects (${deploymentsUnmappedReadPermission.name})`,
      );
    }
    const filter: FleetFilter = {
      phases: query.phase ?? null,
      clusters: this.clusters(query),
      engines: query.engine ?? null,
      namespaces: query.namespace ?? null,
      owners: query.owner ?? null,
      systems: query.system ?? null,
      domains: query.domain ?? null,
      entities: query.entity ?? null,
      image: lower(query.image),
      text: lower(query.text),
      mine,
      attention: query.attention ?? false,
      unmapped: query.unmapped ?? false,
    };
    return { scope, filter, mayReadUnmapped };
  }

  /** An environment is a set of clusters. */
  private clusters({ cluster, environment }: FleetQuery): string[] | null {
    if (!environment) {
      return cluster ?? null;
    }
    return this.deps
      .places()
      .filter(
        place =>
          place.environment !== null &&
          environment.includes(place.environment) &&
          (!cluster || cluster.includes(place.cluster)),
      )
      .map(place => place.cluster);
  }
}

function facet(
  counts: FleetCount[],
  valueOf: (count: FleetCount) => string | null,
  titleOf: (value: string) => string = value => value,
): FleetFacetValue[] {
  const totals = new Map<string, number>();
  for (const count of counts) {
    const value = valueOf(count);
    if (value !== null) {
      totals.set(value, (totals.get(value) ?? 0) + count.count);
    }
  }
  return [...totals]
    .map(([value, count]) => ({ value, title: titleOf(value), count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
