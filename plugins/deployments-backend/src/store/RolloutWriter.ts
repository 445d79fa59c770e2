import type {
  DeploymentAnalysis,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import type { Knex } from 'knex';
import type {
  RevisionIdentity,
  RolloutEnd,
  RolloutStart,
} from '../history/HistoryFact';
import type { EarlierRollout, LatestRollout } from '../history/recordOf';
import { mergeMeasurements } from '../history/mergeMeasurements';
import { slotOf } from '../history/slots';
import { labelSetOf } from './labelSets';
import { targetId } from './targetId';

const EARLIER = 20;

// Traffic moves with every pod; phases and steps are told to the second.
const SHORTEST_SLOT_MS = { phase: 1_000, step: 1_000, traffic: 10_000 };

/** The latest recorded rollout of a target, with its row. @internal */
export interface LatestRow extends LatestRollout {
  id: number;
  startedAt: Date;
}

/** @internal */
export interface TimedFact {
  kind: keyof typeof SHORTEST_SLOT_MS;
  /** What of that kind, e.g. the phase. */
  subject: string;
  value: unknown;
}

/** Text from a cluster as a column of limited length takes it. */
const short = (text: string) => text.replaceAll('\0', '').slice(0, 255);

const INT_MAX = 2 ** 31 - 1;

const identityColumns = (identity: RevisionIdentity) => ({
  revision: Math.min(Math.max(Math.trunc(identity.revision), 0), INT_MAX),
  images: JSON.stringify(identity.images),
  repository: short(identity.repository),
  revision_commit: short(identity.commit),
});

/**
 * Writes of the history, all within somebody's transaction.
 *
 * @internal
 */
export class RolloutWriter {
  constructor(private readonly tx: Knex.Transaction) {}

  async latest(targetIds: string[]): Promise<Map<string, LatestRow>> {
    const rows = await this.tx('rollouts')
      .whereIn('target_id', targetIds)
      .where({ latest: true })
      .select(
        'id',
        'target_id',
        'uid',
        'revision_hash',
        'verdict',
        'rollback',
        'started_at',
      );
    return new Map(
      rows.map(row => [
        row.target_id,
        {
          id: row.id,
          uid: row.uid,
          revisionHash: row.revision_hash,
          running: row.verdict === 'running',
          rollback: Boolean(row.rollback),
          startedAt: new Date(row.started_at),
        },
      ]),
    );
  }

  /** Newest first; the last few are enough to know a rollback by. */
  async earlier(target: string): Promise<EarlierRollout[]> {
    const rows = await this.tx('rollouts')
      .where({ target_id: target })
      .orderBy('id', 'desc')
      .limit(EARLIER)
      .select('revision_hash', 'images', 'verdict');
    return rows.map(row => ({
      revisionHash: row.revision_hash,
      images: JSON.parse(row.images),
      promoted: row.verdict === 'promoted',
    }));
  }

  async start(
    state: DeploymentState,
    start: RolloutStart,
    environment: string | null,
    at: Date,
  ): Promise<LatestRow> {
    const target = targetId(state);
    await this.tx('rollouts')
      .where({ target_id: target, latest: true })
      .update({ latest: false });
    const [{ id }] = await this.tx('rollouts')
      .insert({
        target_id: target,
        cluster: state.cluster,
        namespace: state.namespace,
        name: state.name,
        engine: state.engine,
        uid: start.uid,
        environment,
        label_set: await labelSetOf(this.tx, state.labels),
        ...identityColumns(start),
        revision_hash: short(start.revisionHash),
        previous_hash: short(start.previousRevisionHash),
        previous_images: JSON.stringify(start.previousImages),
        rollback: start.rollback,
        started_at: at.toISOString(),
        ended_at: null,
        verdict: 'running',
        partial: start.partial,
        latest: true,
      })
      .returning('id');
    return {
      id,
      uid: start.uid,
      revisionHash: start.revisionHash,
      running: true,
      rollback: start.rollback,
      startedAt: at,
    };
  }

  async identified(id: number, identity: RevisionIdentity): Promise<void> {
    await this.tx('rollouts').where({ id }).update(identityColumns(identity));
  }

  async end(id: number, verdict: RolloutEnd, at: Date): Promise<void> {
    await this.tx('rollouts')
      .where({ id, verdict: 'running' })
      .update({ verdict, ended_at: at.toISOString() });
  }

  async missed(id: number): Promise<void> {
    await this.tx('rollouts').where({ id }).update({ partial: true });
  }

  async failed(id: number, at: Date): Promise<void> {
    await this.tx('rollouts')
      .where({ id })
      .where(over => over.whereNull('failed_at').orWhereNotNull('restored_at'))
      .update({ failed_at: at.toISOString(), restored_at: null });
  }

  async restored(targetIds: string[], at: Date): Promise<void> {
    await this.tx('rollouts')
      .whereIn('target_id', targetIds)
      .whereNotNull('failed_at')
      .whereNull('restored_at')
      .update({ restored_at: at.toISOString() });
  }

  async fact(rollout: LatestRow, fact: TimedFact, at: Date): Promise<void> {
    await this.tx('rollout_facts')
      .insert({
        rollout_id: rollout.id,
        kind: fact.kind,
        subject: fact.subject,
        slot: slotOf(rollout.startedAt, at, SHORTEST_SLOT_MS[fact.kind]),
        at: at.toISOString(),
        value: JSON.stringify(fact.value),
      })
      .onConflict(['rollout_id', 'kind', 'subject', 'slot'])
      .merge();
  }

  async analysis(rolloutId: number, seen: DeploymentAnalysis): Promise<void> {
    const key = { rollout_id: rolloutId, name: short(seen.name) };
    const row = await this.tx('rollout_analyses').where(key).first('analysis');
    const merged = mergeMeasurements(row && JSON.parse(row.analysis), seen);
    await this.tx('rollout_analyses')
      .insert({
        ...key,
        started_at: seen.startedAt ?? '',
        analysis: JSON.stringify(merged),
      })
      .onConflict(['rollout_id', 'name'])
      .merge();
  }
}
