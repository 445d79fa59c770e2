import { InputError } from '@backstage/errors';
import { selects } from '@heal7/backstage-plugin-deployments-common';
import type {
  ActRecord,
  DeploymentPhase,
  EntitySelector,
  RolloutDetail,
  RolloutHistory,
  RolloutRecord,
  RolloutVerdict,
} from '@heal7/backstage-plugin-deployments-common';
import type { Knex } from 'knex';
import type { EndedRollout } from '../delivery/EndedRollout';
import { actsOf, START_LAG_MS } from '../history/actsOf';
import { toAct } from './KnexActStore';
import type { ActRow } from './KnexActStore';
import { narrow } from './narrow';
import type { RolloutStore, UndatedCommit } from './RolloutStore';

const BATCH = 200;

// In `committed_at`; null there means that nobody was asked.
const NOBODY_KNOWS = '';

interface RolloutRow {
  id: number;
  target_id: string;
  cluster: string;
  namespace: string;
  name: string;
  engine: string;
  environment: string | null;
  revision: number;
  revision_hash: string;
  previous_hash: string;
  images: string;
  previous_images: string;
  revision_commit: string;
  committed_at: string | null;
  rollback: boolean | number;
  started_at: string;
  ended_at: string | null;
  verdict: string;
  partial: boolean | number;
  failed_at: string | null;
  restored_at: string | null;
  /** Of the label set. */
  labels: string;
}

interface FactRow {
  kind: 'phase' | 'step' | 'traffic';
  at: string;
  value: string;
}

const BY_LABEL_SET = {
  column: 'label_set',
  entries: 'label_set_entries',
  key: 'set_id',
};

const parsedId = (text: string) =>
  /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;

const isSelected = (selector: EntitySelector, row: RolloutRow) =>
  selects(selector, {
    cluster: row.cluster,
    namespace: row.namespace,
    name: row.name,
    labels: JSON.parse(row.labels),
  });

function toRecord(row: RolloutRow, acts: ActRecord[]): RolloutRecord {
  const done = acts.filter(({ outcome }) => outcome === 'done');
  return {
    id: String(row.id),
    target: {
      cluster: row.cluster,
      namespace: row.namespace,
      name: row.name,
      engine: row.engine,
    },
    environment: row.environment,
    revision: row.revision,
    revisionHash: row.revision_hash,
    images: JSON.parse(row.images),
    previousImages: JSON.parse(row.previous_images),
    previousRevisionHash: row.previous_hash,
    commit: row.revision_commit,
    rollback: Boolean(row.rollback),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    verdict: row.verdict as RolloutVerdict,
    actors: [...new Set(done.map(({ actor }) => actor))],
    partial: Boolean(row.partial),
  };
}

const millis = (text: string | null) =>
  text === null ? null : Date.parse(text);

const toEnded = (row: RolloutRow): EndedRollout => ({
  id: row.id,
  targetId: row.target_id,
  revisionHash: row.revision_hash,
  verdict: row.verdict as EndedRollout['verdict'],
  rollback: Boolean(row.rollback),
  startedAt: Date.parse(row.started_at),
  endedAt: Date.parse(row.ended_at!),
  committedAt: millis(row.committed_at || null),
  failedAt: millis(row.failed_at),
  restoredAt: millis(row.restored_at),
});

/** The cursor is the id of the last rollout shown. @internal */
export class KnexRolloutStore implements RolloutStore {
  constructor(private readonly knex: Knex) {}

  async page(
    selector: EntitySelector,
    options: { cursor?: string; limit: number },
  ): Promise<RolloutHistory> {
    const { cursor, limit } = options;
    const after = cursor === undefined ? undefined : parsedId(cursor);
    if (cursor !== undefined && after === undefined) {
      throw new InputError(
        `'${cursor}' is no cursor; pass on the nextCursor of the page before`,
      );
    }
    const found: RolloutRow[] = [];
    for await (const rows of this.batches(selector, after, limit + 1)) {
      found.push(...rows);
      if (found.length > limit) {
        break;
      }
    }
    const items = await this.records(found.slice(0, limit));
    return {
      items,
      nextCursor: found.length > limit ? items[items.length - 1].id : null,
    };
  }

  async detail(
    selector: EntitySelector,
    id: string,
  ): Promise<RolloutDetail | undefined> {
    const number = parsedId(id);
    const row: RolloutRow | undefined =
      number === undefined
        ? undefined
        : await this.rollouts(selector).where('rollouts.id', number).first();
    if (!row || !isSelected(selector, row)) {
      return undefined;
    }
    const [acts, facts, analyses] = await Promise.all([
      this.actsFor([row]),
      this.knex('rollout_facts')
        .where({ rollout_id: row.id })
        .orderBy(['at', 'slot'])
        .select<FactRow[]>('kind', 'at', 'value'),
      this.knex('rollout_analyses')
        .where({ rollout_id: row.id })
        .orderBy(['started_at', 'name'])
        .pluck<string[]>('analysis'),
    ]);
    const own = actsOf(
      { startedAt: row.started_at, endedAt: row.ended_at },
      acts.get(row.target_id) ?? [],
    );
    const of = <T>(kind: FactRow['kind']) =>
      facts
        .filter(fact => fact.kind === kind)
        .map(({ at, value }) => ({ at, ...(JSON.parse(value) as T) }));
    return {
      ...toRecord(row, own),
      phases: of<{ phase: DeploymentPhase; message: string }>('phase'),
      steps: of<{ index: number; total: number; label: string }>('step'),
      traffic: of<{ set: number; actual: number }>('traffic'),
      analyses: analyses.map(text => JSON.parse(text)),
      acts: own,
    };
  }

  async *all(selector: EntitySelector): AsyncIterable<RolloutRecord> {
    for await (const rows of this.batches(selector, undefined, BATCH)) {
      yield* await this.records(rows);
    }
  }

  async ended(
    selector: EntitySelector,
    options: { since: Date; environment: string | null },
  ): Promise<EndedRollout[]> {
    const rows: RolloutRow[] = await this.rollouts(selector)
      .whereIn('verdict', ['promoted', 'aborted'])
      .where('ended_at', '>=', options.since.toISOString())
      .modify(query => {
        if (options.environment !== null) {
          query.where('environment', options.environment);
        }
      });
    return rows.filter(row => isSelected(selector, row)).map(toEnded);
  }

  async undatedCommits(since: Date, limit: number): Promise<UndatedCommit[]> {
    return this.knex('rollouts')
      .where({ verdict: 'promoted', rollback: false })
      .where('ended_at', '>=', since.toISOString())
      .whereNull('committed_at')
      .whereNot('repository', '')
      .whereNot('revision_commit', '')
      .distinct('repository', 'revision_commit as commit')
      .orderBy(['repository', 'commit'])
      .limit(limit);
  }

  async dateCommit(
    { repository, commit }: UndatedCommit,
    at: string | null,
  ): Promise<void> {
    await this.knex('rollouts')
      .where({ repository, revision_commit: commit })
      .update({ committed_at: at ?? NOBODY_KNOWS });
  }

  async prune(before: Date, limit: number): Promise<number> {
    return this.knex.transaction(async tx => {
      const ids: number[] = await tx('rollouts')
        .where('ended_at', '<', before.toISOString())
        .orderBy('ended_at')
        .limit(limit)
        .pluck('id');
      await tx('rollout_facts').whereIn('rollout_id', ids).delete();
      await tx('rollout_analyses').whereIn('rollout_id', ids).delete();
      await tx('rollouts').whereIn('id', ids).delete();
      if (ids.length < limit) {
        await tx('label_sets')
          .whereNotExists(
            tx('rollouts')
              .select(tx.raw('1'))
              .whereRaw('rollouts.label_set = label_sets.id'),
          )
          .delete();
      }
      return ids.length;
    });
  }

  private rollouts(selector: EntitySelector): Knex.QueryBuilder {
    return this.knex('rollouts')
      .join('label_sets', 'label_sets.id', 'rollouts.label_set')
      .modify(narrow, selector, BY_LABEL_SET)
      .select('rollouts.*', 'label_sets.labels');
  }

  /** Selected rows, newest first. */
  private async *batches(
    selector: EntitySelector,
    after: number | undefined,
    size: number,
  ): AsyncIterable<RolloutRow[]> {
    let below = after ?? 2 ** 31 - 1;
    for (;;) {
      const rows: RolloutRow[] = await this.rollouts(selector)
        .where('rollouts.id', '<', below)
        .orderBy('rollouts.id', 'desc')
        .limit(size);
      // The query narrows by index; the selector's own rule has the last word.
      yield rows.filter(row => isSelected(selector, row));
      if (rows.length < size) {
        return;
      }
      below = rows[rows.length - 1].id;
    }
  }

  private async records(rows: RolloutRow[]): Promise<RolloutRecord[]> {
    const acts = await this.actsFor(rows);
    return rows.map(row =>
      toRecord(
        row,
        actsOf(
          { startedAt: row.started_at, endedAt: row.ended_at },
          acts.get(row.target_id) ?? [],
        ),
      ),
    );
  }

  /** Acts on the rollouts' targets by target, oldest first. */
  private async actsFor(rows: RolloutRow[]): Promise<Map<string, ActRecord[]>> {
    if (rows.length === 0) {
      return new Map();
    }
    const oldest = Math.min(...rows.map(row => Date.parse(row.started_at)));
    const found: (ActRow & { target_id: string })[] = await this.knex('acts')
      .whereIn('target_id', [...new Set(rows.map(row => row.target_id))])
      .where('at', '>=', new Date(oldest - START_LAG_MS).toISOString())
      .orderBy('id');
    const result = new Map<string, ActRecord[]>();
    for (const row of found) {
      const known = result.get(row.target_id) ?? [];
      result.set(row.target_id, [...known, toAct(row)]);
    }
    return result;
  }
}
