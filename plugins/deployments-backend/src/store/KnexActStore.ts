import type { Knex } from 'knex';
import { InputError } from '@backstage/errors';
import type {
  ActHistory,
  ActRecord,
} from '@heal7/backstage-plugin-deployments-common';
import { actsOf, START_LAG_MS } from '../history/actsOf';
import type { ActStore, ForgottenActs } from './ActStore';
import { targetId } from './targetId';

/** @internal */
export interface ActRow {
  id: number;
  cluster: string;
  namespace: string;
  name: string;
  engine: string;
  entity_ref: string;
  action: string;
  actor: string;
  reason: string;
  outcome: string;
  message: string;
  revision_hash: string;
  at: string;
  via: string | null;
}

/** @internal */
export const toAct = (row: ActRow): ActRecord => ({
  id: String(row.id),
  target: {
    cluster: row.cluster,
    namespace: row.namespace,
    name: row.name,
    engine: row.engine,
  },
  entityRef: row.entity_ref,
  action: row.action as ActRecord['action'],
  actor: row.actor,
  reason: row.reason,
  outcome: row.outcome as ActRecord['outcome'],
  message: row.message,
  revisionHash: row.revision_hash,
  at: row.at,
  ...(row.via !== null && { via: row.via }),
});

/** The cursor is the id of the last act shown. @internal */
export class KnexActStore implements ActStore {
  constructor(private readonly knex: Knex) {}

  async add(act: Omit<ActRecord, 'id'>): Promise<void> {
    await this.knex('acts').insert({
      target_id: targetId(act.target),
      ...act.target,
      entity_ref: act.entityRef,
      action: act.action,
      actor: act.actor,
      reason: act.reason,
      outcome: act.outcome,
      message: act.message,
      revision_hash: act.revisionHash,
      at: act.at,
      via: act.via ?? null,
    });
  }

  async page(
    entityRef: string,
    options: { cursor?: string; limit: number },
  ): Promise<ActHistory> {
    const { cursor, limit } = options;
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) {
      throw new InputError(
        `'${cursor}' is no cursor; pass on the nextCursor of the page before`,
      );
    }
    const rows: ActRow[] = await this.knex('acts')
      .where({ entity_ref: entityRef })
      .modify(query => {
        if (cursor !== undefined) {
          query.where('id', '<', Number(cursor));
        }
      })
      .orderBy('id', 'desc')
      .limit(limit + 1);
    const items = rows.slice(0, limit).map(toAct);
    return {
      items,
      nextCursor: rows.length > limit ? items[items.length - 1].id : null,
    };
  }

  async prune(
    before: Date,
    options: { after: number; limit: number },
  ): Promise<ForgottenActs> {
    const rows: (ActRow & { target_id: string })[] = await this.knex('acts')
      .where('at', '<', before.toISOString())
      .where('id', '>', options.after)
      .orderBy('id')
      .limit(options.limit);
    const remembered = await this.rememberedRollouts(rows, before);
    const old = rows.filter(row => {
      const act = toAct(row);
      return !(remembered.get(row.target_id) ?? []).some(
        rollout => actsOf(rollout, [act]).length > 0,
      );
    });
    const forgotten = await this.knex('acts')
      .whereIn(
        'id',
        old.map(({ id }) => id),
      )
      .delete();
    return {
      forgotten,
      next: rows.length < options.limit ? null : rows[rows.length - 1].id,
    };
  }

  /** By target; those that began early enough to have one of these acts. */
  private async rememberedRollouts(
    rows: { target_id: string }[],
    before: Date,
  ): Promise<Map<string, { startedAt: string; endedAt: string | null }[]>> {
    const found: {
      target_id: string;
      started_at: string;
      ended_at: string | null;
    }[] = await this.knex('rollouts')
      .whereIn('target_id', [...new Set(rows.map(row => row.target_id))])
      .where(
        'started_at',
        '<',
        new Date(before.getTime() + START_LAG_MS).toISOString(),
      )
      .select('target_id', 'started_at', 'ended_at');
    const result = new Map<
      string,
      { startedAt: string; endedAt: string | null }[]
    >();
    for (const row of found) {
      result.set(row.target_id, [
        ...(result.get(row.target_id) ?? []),
        { startedAt: row.started_at, endedAt: row.ended_at },
      ]);
    }
    return result;
  }
}
