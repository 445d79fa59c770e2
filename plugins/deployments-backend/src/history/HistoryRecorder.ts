import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import type { Knex } from 'knex';
import type { LatestRow } from '../store/RolloutWriter';
import { RolloutWriter } from '../store/RolloutWriter';
import type { TargetRecorder, TargetTransition } from '../store/TargetStore';
import type { HistoryFact } from './HistoryFact';
import { newestHash } from './position';
import { mayMatter, recordOf } from './recordOf';

/**
 * What a change of a target came to.
 *
 * @internal
 */
export interface Happening extends TargetTransition {
  facts: HistoryFact[];
  /** The rollout that the facts are of; null when none is on record. */
  rolloutId: number | null;
}

/**
 * Told of what happened within the transaction that records it.
 *
 * @internal
 */
export interface HistoryListener {
  happened(
    tx: Knex.Transaction,
    happenings: Happening[],
    at: Date,
  ): Promise<void>;
}

const renewed = (
  before: DeploymentState | null,
  after: DeploymentState | null,
): boolean =>
  before !== null && after !== null && newestHash(before) !== newestHash(after);

/**
 * Keeps the history of rollouts: what `recordOf` finds, written together with
 * the targets.
 *
 * @internal
 */
export class HistoryRecorder implements TargetRecorder {
  constructor(
    private readonly deps: {
      environmentOf: (cluster: string) => string | null;
      listeners: HistoryListener[];
    },
  ) {}

  async record(
    tx: Knex.Transaction,
    transitions: TargetTransition[],
    moment: { at: Date; gap: boolean },
  ): Promise<void> {
    const concerned = transitions.filter(({ before, after }) =>
      mayMatter(before, after),
    );
    if (concerned.length === 0) {
      return;
    }
    const writer = new RolloutWriter(tx);
    const latest = await writer.latest(concerned.map(({ id }) => id));
    const happenings: Happening[] = [];
    for (const { id, before, after } of concerned) {
      const known = latest.get(id) ?? null;
      const facts = recordOf(before, after, {
        latest: known,
        earlier: renewed(before, after) ? await writer.earlier(id) : [],
        ...moment,
      });
      const rollout = await this.write(
        writer,
        facts,
        known,
        after ?? before!,
        moment.at,
      );
      happenings.push({
        id,
        before,
        after,
        facts,
        rolloutId: rollout?.id ?? null,
      });
    }
    const healed = happenings.filter(({ facts }) =>
      facts.some(({ kind }) => kind === 'restored'),
    );
    if (healed.length > 0) {
      await writer.restored(
        healed.map(({ id }) => id),
        moment.at,
      );
    }
    for (const listener of this.deps.listeners) {
      await listener.happened(tx, happenings, moment.at);
    }
  }

  /** @returns the latest rollout after the facts. */
  private async write(
    writer: RolloutWriter,
    facts: HistoryFact[],
    known: LatestRow | null,
    state: DeploymentState,
    at: Date,
  ): Promise<LatestRow | null> {
    let rollout = known;
    for (const fact of facts) {
      if (fact.kind === 'started') {
        rollout = await writer.start(
          state,
          fact.start,
          this.deps.environmentOf(state.cluster),
          at,
        );
      } else if (rollout) {
        await writeFact(writer, rollout, fact, at);
      }
    }
    return rollout;
  }
}

async function writeFact(
  writer: RolloutWriter,
  rollout: LatestRow,
  fact: Exclude<HistoryFact, { kind: 'started' }>,
  at: Date,
): Promise<void> {
  switch (fact.kind) {
    case 'identified':
      await writer.identified(rollout.id, fact.identity);
      break;
    case 'ended':
      await writer.end(rollout.id, fact.verdict, at);
      break;
    case 'missed':
      await writer.missed(rollout.id);
      break;
    case 'failed':
      await writer.failed(rollout.id, at);
      break;
    case 'analysis':
      await writer.analysis(rollout.id, fact.analysis);
      break;
    case 'phase': {
      const { kind, ...value } = fact;
      await writer.fact(rollout, { kind, subject: fact.phase, value }, at);
      break;
    }
    case 'step': {
      const { kind, ...value } = fact;
      const subject = String(fact.index);
      await writer.fact(rollout, { kind, subject, value }, at);
      break;
    }
    case 'traffic': {
      const { kind, ...value } = fact;
      await writer.fact(rollout, { kind, subject: '', value }, at);
      break;
    }
    default:
      break;
  }
}
