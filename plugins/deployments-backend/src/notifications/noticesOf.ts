import { WORKLOAD_MARKS } from '@heal7/backstage-plugin-deployments-common';
import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import type { Happening } from '../history/HistoryRecorder';
import { newestHash, newestRevision } from '../history/position';
import type { Notice, NoticeKind } from './Notice';

/**
 * A wish to tell something, or to take back what was not told yet.
 *
 * @internal
 */
export type NoticeChange =
  | {
      change: 'tell';
      /** What it is about, so that it is told once: rollout, or revision. */
      subject: string;
      /** Apart from the subject and the kind, e.g. the step. */
      occasion: string;
      /** How long it has to last before anybody is told. */
      settleMs: number;
      notice: Notice;
    }
  | { change: 'withdraw'; kinds: NoticeKind[] };

const SETTLE_MS: Record<NoticeKind, number> = {
  waiting: 0,
  failed: 0,
  degraded: 60_000,
  recovered: 60_000,
};

const PAUSED_ON_PURPOSE = ['paused-by-hand', 'suspended'];

/** Whoever paused it by hand knows that it waits. */
function waitsForPerson(state: DeploymentState): boolean {
  const { phase, pause, explanation } = state;
  return (
    phase === 'paused' &&
    pause !== null &&
    pause.endsAt === null &&
    pause.reason !== 'Manual' &&
    !PAUSED_ON_PURPOSE.includes(explanation?.code ?? '')
  );
}

const isDegraded = (state: DeploymentState) =>
  state.phase === 'degraded' && !state.aborted;

const isHealthy = (state: DeploymentState) => state.phase === 'healthy';

const stepOf = (state: DeploymentState) =>
  state.step ? String(state.step.index) : '';

/**
 * Who is to be told what of a change. Pure. Nothing is told at first sight of
 * a target: what it is in may be old news. What follows from a flapping
 * cluster settles first: it is withdrawn when it passes before it was told.
 *
 * @internal
 */
export function noticesOf(
  happening: Pick<Happening, 'before' | 'after' | 'rolloutId'>,
  context: { at: Date; environment: string | null },
): NoticeChange[] {
  const { before, after, rolloutId } = happening;
  if (!after) {
    return before
      ? [
          {
            change: 'withdraw',
            kinds: ['waiting', 'degraded', 'recovered'],
          },
        ]
      : [];
  }
  if (!before || before.uid !== after.uid) {
    return [];
  }
  const changes: NoticeChange[] = [];
  const tell = (kind: NoticeKind, occasion = '') =>
    changes.push({
      change: 'tell',
      subject:
        rolloutId === null
          ? `revision:${newestHash(after)}`
          : `rollout:${rolloutId}`,
      occasion,
      settleMs: SETTLE_MS[kind],
      notice: noticeOf(kind, after, rolloutId, context),
    });
  const over = (kind: NoticeKind) =>
    changes.push({ change: 'withdraw', kinds: [kind] });

  const waited = waitsForPerson(before);
  if (waitsForPerson(after)) {
    const same =
      waited &&
      stepOf(before) === stepOf(after) &&
      newestHash(before) === newestHash(after);
    if (!same) {
      tell('waiting', stepOf(after));
    }
  } else if (waited) {
    over('waiting');
  }
  if (after.aborted && !before.aborted) {
    tell('failed');
  }
  if (isDegraded(after) && !isDegraded(before)) {
    tell('degraded');
  } else if (isDegraded(before) && !isDegraded(after)) {
    over('degraded');
  }
  if (isHealthy(after) && !isHealthy(before)) {
    tell('recovered');
  } else if (isHealthy(before) && !isHealthy(after)) {
    over('recovered');
  }
  return changes;
}

function noticeOf(
  kind: NoticeKind,
  state: DeploymentState,
  rolloutId: number | null,
  context: { at: Date; environment: string | null },
): Notice {
  const { cluster, namespace, name, engine } = state;
  return {
    kind,
    target: { cluster, namespace, name, engine },
    entityRefs: state.entityRefs,
    kubernetesId: state.labels[WORKLOAD_MARKS.kubernetesId] ?? '',
    environment: context.environment,
    rolloutId: rolloutId === null ? null : String(rolloutId),
    revisionHash: newestHash(state),
    images: newestRevision(state)?.images ?? [],
    step: state.step,
    message: state.explanation?.message || state.message,
    at: context.at.toISOString(),
  };
}
