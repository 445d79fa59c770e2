import { ConflictError } from '@backstage/errors';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type { WaveEvent } from '@heal7/backstage-plugin-deployments-common';
import type { Knex } from 'knex';
import { isRunning } from './RecordedPlan';
import type { RecordedPlan } from './RecordedPlan';
import type { KeptPlan, WaveStore } from './WaveStore';

interface PlanRow {
  id: string;
  version: number;
  /** PostgreSQL gives big integers as text. */
  due_at: number | string;
  plan: string;
}

const kept = (row: PlanRow): KeptPlan => ({
  plan: JSON.parse(row.plan) as RecordedPlan,
  version: row.version,
});

const runningFor = (plan: RecordedPlan) =>
  isRunning(plan) ? plan.entityRef : null;

/** @internal */
export class KnexWaveStore implements WaveStore {
  constructor(private readonly knex: Knex) {}

  async add(
    plan: RecordedPlan,
    events: WaveEvent[],
    dueAt: Date,
  ): Promise<void> {
    try {
      await this.knex.transaction(async tx => {
        await tx('wave_plans').insert({
          id: plan.id,
          entity_ref: plan.entityRef,
          running_for: runningFor(plan),
          version: 1,
          due_at: dueAt.getTime(),
          started_at: Date.parse(plan.startedAt),
          plan: JSON.stringify(plan),
        });
        await insertEvents(tx, plan.id, events);
      });
    } catch (error) {
      if (!isDatabaseConflictError(error)) {
        throw error;
      }
      const other: string | undefined = await this.knex('wave_plans')
        .where({ running_for: plan.entityRef })
        .pluck('id')
        .then(ids => ids[0]);
      throw new ConflictError(
        `Plan ${other ?? ''} of ${
          plan.entityRef
        } is running; cancel it or let it end first`,
      );
    }
  }

  async get(entityRef: string, id: string): Promise<KeptPlan | undefined> {
    const row = await this.knex<PlanRow>('wave_plans')
      .where({ id, entity_ref: entityRef } as object)
      .first();
    return row && kept(row);
  }

  async list(entityRef: string, limit: number): Promise<RecordedPlan[]> {
    const rows: PlanRow[] = await this.knex('wave_plans')
      .where({ entity_ref: entityRef })
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(row => kept(row).plan);
  }

  async events(id: string, limit: number): Promise<WaveEvent[]> {
    const rows: { event: string }[] = await this.knex('wave_events')
      .where({ plan_id: id })
      .orderBy('id', 'desc')
      .limit(limit);
    return rows.map(({ event }) => JSON.parse(event)).reverse();
  }

  async claim(times: {
    now: Date;
    ttlMs: number;
  }): Promise<KeptPlan | undefined> {
    const now = times.now.getTime();
    for (;;) {
      const row: PlanRow | undefined = await this.knex('wave_plans')
        .whereNotNull('running_for')
        .where('due_at', '<=', now)
        .orderBy(['due_at', 'id'])
        .first();
      if (!row) {
        return undefined;
      }
      const { id, version, due_at } = row;
      const taken = await this.knex('wave_plans')
        .where({ id, version, due_at })
        .update({ due_at: now + times.ttlMs, version: version + 1 });
      if (taken > 0) {
        return { ...kept(row), version: version + 1 };
      }
    }
  }

  async save(
    before: KeptPlan,
    change: { plan: RecordedPlan; events: WaveEvent[]; dueAt: Date },
  ): Promise<KeptPlan | undefined> {
    const { plan, events, dueAt } = change;
    const version = before.version + 1;
    return this.knex.transaction(async tx => {
      const written = await tx('wave_plans')
        .where({ id: plan.id, version: before.version })
        .update({
          version,
          running_for: runningFor(plan),
          due_at: dueAt.getTime(),
          plan: JSON.stringify(plan),
        });
      if (written === 0) {
        return undefined;
      }
      await insertEvents(tx, plan.id, events);
      return { plan, version };
    });
  }

  async tell(id: string, events: WaveEvent[]): Promise<void> {
    await insertEvents(this.knex, id, events);
  }

  async prune(before: Date): Promise<void> {
    await this.knex.transaction(async tx => {
      const ids: string[] = await tx('wave_plans')
        .whereNull('running_for')
        .where('started_at', '<', before.getTime())
        .pluck('id');
      for (const id of ids) {
        await tx('wave_events').where({ plan_id: id }).delete();
        await tx('wave_plans').where({ id }).delete();
      }
    });
  }
}

async function insertEvents(
  knex: Knex,
  planId: string,
  events: WaveEvent[],
): Promise<void> {
  if (events.length > 0) {
    await knex('wave_events').insert(
      events.map(event => ({ plan_id: planId, event: JSON.stringify(event) })),
    );
  }
}
