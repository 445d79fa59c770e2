import type {
  DeploymentPhase,
  FleetEntity,
  FleetSort,
} from '@heal7/backstage-plugin-deployments-common';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import type { FleetFilter, FleetOrder, FleetScope } from './FleetFilter';

/** @internal */
export interface FleetStoreRow {
  id: string;
  cluster: string;
  changedAt: string;
  /** `FleetRowCore` as JSON. */
  row: string;
  entities: FleetEntity[];
}

/** @internal */
export interface FleetStorePage {
  rows: FleetStoreRow[];
  nextCursor: string | null;
}

/** How many rows are alike in these. @internal */
export interface FleetCount {
  cluster: string;
  engine: string;
  phase: DeploymentPhase;
  attention: boolean;
  count: number;
}

/** @internal */
export interface FleetTally {
  value: string;
  count: number;
}

const FACET_VALUES = 100;

/** The columns of each order; the last one makes it total. */
const ORDERS: Record<
  FleetSort,
  { column: string; type: 'string' | 'number' }[]
> = {
  attention: [
    { column: 'urgency', type: 'number' },
    { column: 'changed_at', type: 'string' },
    { column: 'target_id', type: 'string' },
  ],
  changed: [
    { column: 'changed_at', type: 'string' },
    { column: 'target_id', type: 'string' },
  ],
  name: [
    { column: 'name', type: 'string' },
    { column: 'namespace', type: 'string' },
    { column: 'cluster', type: 'string' },
    { column: 'target_id', type: 'string' },
  ],
  cluster: [
    { column: 'cluster', type: 'string' },
    { column: 'namespace', type: 'string' },
    { column: 'name', type: 'string' },
    { column: 'target_id', type: 'string' },
  ],
  phase: [
    { column: 'phase_rank', type: 'number' },
    { column: 'name', type: 'string' },
    { column: 'target_id', type: 'string' },
  ],
};

/** Any part of a text; what the text holds is never a pattern. */
const contains = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/**
 * Reads the fleet. Pages come by keyset, so that a row stays where it is when
 * others come and go, and a far page costs as much as the first.
 *
 * @internal
 */
export class KnexFleetStore {
  constructor(private readonly knex: Knex) {}

  /** @throws InputError for a cursor of other filters or another order. */
  async page(
    scope: FleetScope,
    filter: FleetFilter,
    paging: FleetOrder & { limit: number; cursor?: string },
  ): Promise<FleetStorePage> {
    const { sort, order, limit, cursor } = paging;
    const columns = ORDERS[sort];
    const purpose = [filter, sort, order];
    const query = this.visible(scope, filter)
      .select('f.target_id', 'f.cluster', 'f.changed_at', 'f.row')
      .select(columns.map(({ column }) => `f.${column}`))
      .orderBy(columns.map(({ column }) => ({ column: `f.${column}`, order })))
      .limit(limit + 1);
    if (cursor !== undefined) {
      const key = decodeCursor(
        purpose,
        cursor,
        columns.map(({ type }) => type),
      );
      const names = columns.map(() => '??').join(', ');
      const values = columns.map(() => '?').join(', ');
      query.whereRaw(`(${names}) ${order === 'asc' ? '>' : '<'} (${values})`, [
        ...columns.map(({ column }) => `f.${column}`),
        ...key,
      ]);
    }
    const found: (Record<string, string> & { row: string })[] = await query;
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const entities = filter.unmapped
      ? new Map<string, FleetEntity[]>()
      : await this.entitiesOf(
          rows.map(({ target_id }) => target_id),
          scope,
        );
    return {
      rows: rows.map(({ target_id, cluster, changed_at, row }) => ({
        id: target_id,
        cluster,
        changedAt: changed_at,
        row,
        entities: entities.get(target_id) ?? [],
      })),
      nextCursor:
        last && found.length > limit
          ? encodeCursor(
              purpose,
              columns.map(({ column }) => last[column]),
            )
          : null,
    };
  }

  /** Counts by everything that has few values, their own filters lifted. */
  async counts(scope: FleetScope, filter: FleetFilter): Promise<FleetCount[]> {
    const dimensions = ['f.cluster', 'f.engine', 'f.phase', 'f.attention'];
    const rows = await this.visible(scope, {
      ...filter,
      phases: null,
      clusters: null,
      engines: null,
    })
      .groupBy(dimensions)
      .select(dimensions)
      .count({ count: '*' });
    return rows.map(row => ({
      cluster: row.cluster,
      engine: row.engine,
      phase: row.phase,
      attention: Boolean(row.attention),
      count: Number(row.count),
    }));
  }

  /** Rows by owner, the largest first, the filter by owner lifted. */
  async owners(scope: FleetScope, filter: FleetFilter): Promise<FleetTally[]> {
    return this.tally(
      this.filtered(scope, { ...filter, owners: null })
        .join('target_entities as te', 'te.target_id', 'f.target_id')
        .join('catalog_entity_owners as v', 'v.entity_ref', 'te.entity_ref')
        .modify(query => this.readable(query, 'te.entity_ref', scope)),
      'v.owner',
    );
  }

  /** Rows by system, the largest first, the filter by system lifted. */
  async systems(scope: FleetScope, filter: FleetFilter): Promise<FleetTally[]> {
    return this.tally(
      this.filtered(scope, { ...filter, systems: null })
        .join('target_entities as te', 'te.target_id', 'f.target_id')
        .join('catalog_entities as v', 'v.entity_ref', 'te.entity_ref')
        .whereNotNull('v.system')
        .modify(query => this.readable(query, 'te.entity_ref', scope)),
      'v.system',
    );
  }

  private async tally(
    query: Knex.QueryBuilder,
    column: string,
  ): Promise<FleetTally[]> {
    const rows = await query
      .groupBy(column)
      .select({ value: column })
      .countDistinct({ count: 'f.target_id' })
      .orderBy([
        { column: 'count', order: 'desc' },
        { column: 'value', order: 'asc' },
      ])
      .limit(FACET_VALUES);
    return rows.map((row: { value: string; count: number | string }) => ({
      value: row.value,
      count: Number(row.count),
    }));
  }

  private filtered(scope: FleetScope, filter: FleetFilter): Knex.QueryBuilder {
    const query = this.knex('fleet_targets as f').where(
      'f.mapped',
      !filter.unmapped,
    );
    const oneOf = (column: string, values: string[] | null) => {
      if (values !== null) {
        query.whereIn(column, values);
      }
    };
    oneOf('f.phase', filter.phases);
    oneOf('f.cluster', filter.clusters);
    oneOf('f.engine', filter.engines);
    oneOf('f.namespace', filter.namespaces);
    if (filter.attention) {
      query.where('f.attention', true);
    }
    if (filter.image !== null) {
      query.whereRaw(`f.images like ? escape '\\'`, [contains(filter.image)]);
    }
    if (filter.text !== null) {
      this.text(query, scope, filter.text);
    }
    this.entities(query, scope, filter);
    return query;
  }

  /**
   * Rows of which the caller may read some entity. Asked row by row: a page
   * in the order of an index needs few.
   */
  private visible(scope: FleetScope, filter: FleetFilter): Knex.QueryBuilder {
    const query = this.filtered(scope, filter);
    if (scope.readable !== 'all' && !filter.unmapped) {
      query.whereExists(
        this.knex('target_entities as s')
          .select(this.knex.raw('1'))
          .whereRaw('?? = ??', ['s.target_id', 'f.target_id'])
          .modify(one => this.readable(one, 's.entity_ref', scope)),
      );
    }
    return query;
  }

  /** Each filter on entities has to hold of some entity of the row. */
  private entities(
    query: Knex.QueryBuilder,
    scope: FleetScope,
    filter: FleetFilter,
  ): void {
    if (filter.unmapped) {
      return;
    }
    const some = (narrowed: (entities: Knex.QueryBuilder) => void) =>
      query.whereIn('f.target_id', selected => {
        selected
          .select('s.target_id')
          .from('target_entities as s')
          .modify(one => this.readable(one, 's.entity_ref', scope))
          .modify(narrowed);
      });
    const owned = (owners: string[]) =>
      some(one =>
        one.whereIn('s.entity_ref', byOwner =>
          byOwner
            .select('o.entity_ref')
            .from('catalog_entity_owners as o')
            .whereIn('o.owner', owners),
        ),
      );
    const within = (column: string, values: string[]) =>
      some(one =>
        one.whereIn('s.entity_ref', byColumn =>
          byColumn
            .select('e.entity_ref')
            .from('catalog_entities as e')
            .whereIn(column, values),
        ),
      );
    if (filter.owners) {
      owned(filter.owners);
    }
    if (filter.mine) {
      owned(filter.mine);
    }
    if (filter.systems) {
      within('e.system', filter.systems);
    }
    if (filter.domains) {
      within('e.domain', filter.domains);
    }
    if (filter.entities) {
      const { entities } = filter;
      some(one => one.whereIn('s.entity_ref', entities));
    }
  }

  private text(
    query: Knex.QueryBuilder,
    scope: FleetScope,
    text: string,
  ): void {
    const pattern = contains(text);
    query.where(either =>
      either
        .whereRaw(`f.name like ? escape '\\'`, [pattern])
        .orWhereRaw(`f.namespace like ? escape '\\'`, [pattern])
        .orWhereIn('f.target_id', named =>
          named
            .select('n.target_id')
            .from('target_entities as n')
            .join('catalog_entities as ne', 'ne.entity_ref', 'n.entity_ref')
            .whereRaw(`ne.search like ? escape '\\'`, [pattern])
            .modify(one => this.readable(one, 'n.entity_ref', scope)),
        ),
    );
  }

  /** One bind variable, however many entities there are. */
  private readable(
    query: Knex.QueryBuilder,
    column: string,
    { readable }: FleetScope,
  ): void {
    if (readable === 'all') {
      return;
    }
    const refs = JSON.stringify([...readable]);
    query.whereRaw(
      this.knex.client.config.client === 'pg'
        ? '?? in (select jsonb_array_elements_text(?::jsonb))'
        : // The plus keeps SQLite from asking for each of the refs in turn.
          '+?? in (select value from json_each(?))',
      [column, refs],
    );
  }

  private async entitiesOf(
    ids: string[],
    scope: FleetScope,
  ): Promise<Map<string, FleetEntity[]>> {
    const rows: {
      target_id: string;
      entity_ref: string;
      title: string;
      system: string | null;
    }[] = await this.knex('target_entities as te')
      .join('catalog_entities as e', 'e.entity_ref', 'te.entity_ref')
      .whereIn('te.target_id', ids)
      .modify(query => this.readable(query, 'te.entity_ref', scope))
      .orderBy('te.entity_ref')
      .select('te.target_id', 'te.entity_ref', 'e.title', 'e.system');
    const owners = new Map<string, string[]>();
    for (const { entity_ref, owner } of await this.knex('catalog_entity_owners')
      .whereIn('entity_ref', [
        ...new Set(rows.map(({ entity_ref: ref }) => ref)),
      ])
      .orderBy('owner')) {
      owners.set(entity_ref, [...(owners.get(entity_ref) ?? []), owner]);
    }
    const result = new Map<string, FleetEntity[]>();
    for (const { target_id, entity_ref, title, system } of rows) {
      const entity = {
        entityRef: entity_ref,
        title,
        owners: owners.get(entity_ref) ?? [],
        system,
      };
      result.set(target_id, [...(result.get(target_id) ?? []), entity]);
    }
    return result;
  }
}
