import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type {
  CostEstimate,
  StackDefinition,
  StackPhase,
} from '@heal7/backstage-plugin-provisioning-common';
import type { Knex } from 'knex';
import type { Clock } from '../lib/Clock';
import type { StackFilter, StackRecord, StackStore } from '../ports/Stacks';
import { violatesUnique } from '../store/conflicts';
import { recordOf } from '../store/rows';
import type { RunRow, StackRow } from '../store/rows';
import { filtered } from './stackFilter';

const BATCH = 200;

type Registered = StackDefinition & { deletionProtection: boolean };

/** What a new definition may change. */
const definedColumns = (definition: Registered) => ({
  owner: definition.owner,
  system: definition.system,
  component: definition.component,
  cost_centre: definition.costCentre,
  deletion_protection: definition.deletionProtection,
  inputs: JSON.stringify(definition.inputs),
});

/** Keeps stacks in the plugin's database. */
export class KnexStackStore implements StackStore {
  constructor(
    private readonly knex: Knex,
    private readonly clock: Clock,
    private readonly changed: (stackId: string) => void,
  ) {}

  async byId(id: string): Promise<StackRecord | undefined> {
    return this.one({ id });
  }

  async byName(name: string): Promise<StackRecord | undefined> {
    return this.one({ name });
  }

  async page(filter: StackFilter, cursor: string | null, limit: number) {
    const query = this.table()
      .orderBy('name')
      .limit(limit + 1);
    filtered(query, filter);
    if (cursor !== null) {
      query.where('name', '>', cursor);
    }
    const counted = this.table().count({ total: '*' });
    filtered(counted, filter);
    const [rows, [{ total }]] = await Promise.all([
      query as Promise<StackRow[]>,
      counted as Promise<Array<{ total: number | string }>>,
    ]);
    const shown = rows.slice(0, limit);
    return {
      items: await this.records(shown),
      nextCursor: rows.length > limit ? shown[limit - 1].name : null,
      total: Number(total),
    };
  }

  async summary(filter: StackFilter) {
    const counted = this.table()
      .select('phase')
      .count({ count: '*' })
      .groupBy('phase');
    filtered(counted, filter);
    const priced = this.table().select('cost').whereNotNull('cost');
    filtered(priced, filter);
    const [phases, costs] = await Promise.all([
      counted as unknown as Promise<
        Array<{ phase: StackPhase; count: number | string }>
      >,
      priced as unknown as Promise<Array<{ cost: string }>>,
    ]);
    return {
      phases: Object.fromEntries(
        phases.map(({ phase, count }) => [phase, Number(count)]),
      ),
      costs: costs.map(({ cost }) => JSON.parse(cost) as CostEstimate),
    };
  }

  async put(
    definition: Registered,
    more: {
      definitionUrl: string | null;
      executor: string;
      requestedBy: string;
      basis: number | null;
    },
  ): Promise<StackRecord> {
    const id = await this.knex.transaction(async trx => {
      const [existing] = await trx<StackRow>('stacks')
        .where({ name: definition.name })
        .forUpdate();
      if ((existing?.version ?? null) !== more.basis) {
        throw new ConflictError(
          `The stack '${definition.name}' was registered or changed at the same moment; ask again`,
        );
      }
      return existing
        ? this.redefine(trx, existing, definition, more)
        : this.register(trx, definition, more);
    });
    const record = await this.byId(id.id);
    if (!record) {
      throw new ConflictError(`The stack '${definition.name}' has just gone`);
    }
    if (id.changed) {
      this.changed(id.id);
    }
    return record;
  }

  async spent(environment: string, except: string | null): Promise<number> {
    const query = this.knex<StackRow>('stacks')
      .where({ environment, applied: true })
      .sum({ spent: 'monthly' });
    if (except !== null) {
      query.whereNot('id', except);
    }
    const [{ spent }] = await query;
    return Number(spent ?? 0);
  }

  async *applied(): AsyncIterable<StackRecord> {
    let after = '';
    for (;;) {
      const rows: StackRow[] = await this.knex<StackRow>('stacks')
        .where({ applied: true })
        .where('id', '>', after)
        .orderBy('id')
        .limit(BATCH);
      yield* await this.records(rows);
      if (rows.length < BATCH) {
        return;
      }
      after = rows[rows.length - 1].id;
    }
  }

  private async register(
    trx: Knex.Transaction,
    definition: Registered,
    more: {
      definitionUrl: string | null;
      executor: string;
      requestedBy: string;
    },
  ) {
    const id = randomUUID();
    const row: StackRow = {
      id,
      ...definedColumns(definition),
      name: definition.name,
      module: definition.module,
      environment: definition.environment,
      definition_url: more.definitionUrl,
      executor: more.executor,
      requested_by: more.requestedBy,
      created_at: this.clock.now().getTime(),
      version: 1,
      phase: 'requested',
      applied: false,
      destroyed: false,
      reset: false,
      drifted: null,
      drift: null,
      cost: null,
      monthly: 0,
      outputs: '[]',
      resources: '[]',
      runs: 0,
      current_run_id: null,
      last_run_id: null,
      check_at: null,
    };
    try {
      await trx<StackRow>('stacks').insert(row);
    } catch (error) {
      if (violatesUnique(error)) {
        throw new ConflictError(
          `A stack named '${definition.name}' was registered at the same moment; ask again`,
        );
      }
      throw error;
    }
    return { id, changed: true };
  }

  private async redefine(
    trx: Knex.Transaction,
    existing: StackRow,
    definition: Registered,
    more: { definitionUrl: string | null },
  ) {
    const columns = {
      ...definedColumns(definition),
      definition_url: more.definitionUrl,
    };
    const differs = Object.entries(columns).some(
      ([name, value]) =>
        String(existing[name as keyof StackRow] ?? '') !==
          String(value ?? '') &&
        // SQLite has no booleans of its own.
        !(
          typeof value === 'boolean' &&
          Boolean(existing[name as keyof StackRow]) === value
        ),
    );
    if (
      existing.module !== definition.module ||
      existing.environment !== definition.environment
    ) {
      throw new ConflictError(
        `There is a stack '${existing.name}' already, of the module '${existing.module}' in ${existing.environment}: choose another name`,
      );
    }
    if (!differs) {
      return { id: existing.id, changed: false };
    }
    if (existing.current_run_id !== null) {
      throw new ConflictError(
        `A run of the stack '${existing.name}' is under way: cancel it, or wait, before giving another definition`,
      );
    }
    await trx<StackRow>('stacks')
      .where({ id: existing.id })
      .update({ ...columns, version: existing.version + 1 });
    return { id: existing.id, changed: true };
  }

  private async one(
    where: Partial<StackRow>,
  ): Promise<StackRecord | undefined> {
    const rows = await this.knex<StackRow>('stacks').where(where).limit(1);
    const [record] = await this.records(rows);
    return record;
  }

  private async records(rows: StackRow[]): Promise<StackRecord[]> {
    const ids = rows
      .flatMap(row => [row.current_run_id, row.last_run_id])
      .filter(id => id !== null);
    const runs =
      ids.length > 0 ? await this.knex<RunRow>('runs').whereIn('id', ids) : [];
    const byId = new Map(runs.map(run => [run.id, run]));
    return rows.map(row => recordOf(row, byId));
  }

  private table(): Knex.QueryBuilder {
    return this.knex<StackRow>('stacks');
  }
}
