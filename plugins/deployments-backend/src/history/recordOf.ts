import { isDeepStrictEqual } from 'node:util';
import type {
  DeploymentRevision,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  HistoryFact,
  RevisionIdentity,
  RolloutEnd,
  RolloutStart,
} from './HistoryFact';
import {
  isThrough,
  isUnderWay,
  newestHash,
  newestRevision,
  stableHash,
  trafficOf,
} from './position';
import { stepLabel } from './stepLabel';

/**
 * The latest recorded rollout of a target, as far as it decides what follows.
 *
 * @internal
 */
export interface LatestRollout {
  uid: string;
  revisionHash: string;
  running: boolean;
  rollback: boolean;
}

/** @internal */
export interface EarlierRollout {
  revisionHash: string;
  images: string[];
  promoted: boolean;
}

/** @internal */
export interface RecordContext {
  latest: LatestRollout | null;
  /** Rollouts on record, newest first, as far as a new one needs them. */
  earlier: EarlierRollout[];
  at: Date;
  /** Whether more may have happened than the two states show. */
  gap: boolean;
}

// A revision younger than this at first sight was seen from its start.
const YOUNG_MS = 60_000;

/**
 * What happened to a target between two looks at it. Pure: the same looks and
 * the same record make the same facts.
 *
 * - A rollout starts when another revision becomes the newest, or when one
 *   that was aborted is retried. It ends once: `promoted`, `aborted`,
 *   `superseded` or `removed`.
 * - A spec that goes back to the revision which has been stable all along
 *   starts nothing: whatever ran was given up (`aborted`).
 * - At first sight a target at rest has no rollout, because nobody saw one.
 *   One under way has a `partial` one.
 * - Replica counts, pods and messages make no facts.
 *
 * @internal
 */
export function recordOf(
  before: DeploymentState | null,
  after: DeploymentState | null,
  context: RecordContext,
): HistoryFact[] {
  const running = context.latest?.running ? context.latest : null;
  if (!after) {
    return running ? ended('removed', context.gap) : [];
  }
  if (before && before.uid !== after.uid) {
    // Deleted and made again between two looks.
    return [
      ...recordOf(before, null, context),
      ...recordOf(null, after, {
        ...context,
        latest: context.latest && { ...context.latest, running: false },
      }),
    ];
  }
  const facts: HistoryFact[] = [];
  const start = startOf(before, after, context);
  const goesOn =
    running !== null && !start && newestHash(after) === running.revisionHash;
  if (running && !goesOn) {
    facts.push(...ended(fateOf(running, after), context.gap));
  }
  if (start) {
    facts.push({ kind: 'started', start });
  } else if (goesOn && context.gap) {
    facts.push({ kind: 'missed' });
  }
  if (goesOn && !isIdentified(before) && isIdentified(after)) {
    facts.push({ kind: 'identified', identity: identityOf(after) });
  }
  const runs = start !== null || goesOn;
  if (runs) {
    facts.push(...courseOf(start ? null : before, after));
  }
  if (runs || context.latest?.revisionHash === newestHash(after)) {
    facts.push(...analysesOf(start ? null : before, after));
  }
  facts.push(...healthOf(before, after, runs || context.latest !== null));
  if (runs) {
    if (after.aborted) {
      facts.push({ kind: 'ended', verdict: 'aborted' });
    } else if (isThrough(after)) {
      facts.push({ kind: 'ended', verdict: 'promoted' });
    }
  }
  return facts;
}

/**
 * Whether the states differ in anything that history keeps. Most changes are
 * of pods and events; they are not worth a query.
 *
 * @internal
 */
export function mayMatter(
  before: DeploymentState | null,
  after: DeploymentState | null,
): boolean {
  const look = (state: DeploymentState | null) =>
    state && {
      uid: state.uid,
      newest: newestHash(state),
      identified: isIdentified(state),
      stable: stableHash(state),
      through: isThrough(state),
      aborted: state.aborted,
      phase: state.phase,
      step: state.step,
      traffic: trafficOf(state),
      analysis: state.analysis,
    };
  return !isDeepStrictEqual(look(before), look(after));
}

function ended(verdict: RolloutEnd, gap: boolean): HistoryFact[] {
  return [
    ...(gap ? [{ kind: 'missed' } as const] : []),
    { kind: 'ended', verdict },
  ];
}

/** How a rollout ended that is no longer the newest revision. */
function fateOf(running: LatestRollout, after: DeploymentState): RolloutEnd {
  const stable = stableHash(after);
  if (stable === running.revisionHash) {
    return 'promoted';
  }
  return stable !== undefined && stable === newestHash(after)
    ? 'aborted'
    : 'superseded';
}

function startOf(
  before: DeploymentState | null,
  after: DeploymentState,
  context: RecordContext,
): RolloutStart | null {
  const { latest, gap, at } = context;
  const newest = newestHash(after);
  if (newest === '') {
    return null;
  }
  if (!before) {
    const young = isYoung(after, at);
    return isUnderWay(after) || (young && !isThrough(after))
      ? begin(null, after, context, !young)
      : null;
  }
  if (newest !== newestHash(before)) {
    const isReturn =
      newest === stableHash(before) && newest === stableHash(after);
    return isReturn ? null : begin(before, after, context, gap);
  }
  const isRetry = before.aborted && !after.aborted;
  if (isRetry && (isUnderWay(after) || isThrough(after))) {
    const start = begin(before, after, context, gap);
    return {
      ...start,
      rollback: latest?.revisionHash === newest && latest.rollback,
    };
  }
  // Under way although nothing is on record: seen before history was kept.
  return isUnderWay(after) &&
    !latest?.running &&
    latest?.revisionHash !== newest
    ? begin(null, after, context, true)
    : null;
}

/** Whether all that there is was created just now. */
function isYoung(state: DeploymentState, at: Date): boolean {
  const [only, ...others] = state.revisions;
  return (
    only?.createdAt !== undefined &&
    only.createdAt !== null &&
    others.length === 0 &&
    at.getTime() - Date.parse(only.createdAt) < YOUNG_MS
  );
}

/**
 * Whether the newest revision is there: an engine may name it before the
 * objects that say what it consists of have arrived.
 */
function isIdentified(state: DeploymentState | null): boolean {
  return state !== null && newestRevision(state) !== undefined;
}

function identityOf(state: DeploymentState): RevisionIdentity {
  const newest = newestRevision(state);
  return {
    revision: newest?.revision ?? 0,
    images: newest?.images ?? [],
    repository: newest?.source?.repository ?? '',
    commit: newest?.source?.commit ?? '',
  };
}

function begin(
  before: DeploymentState | null,
  after: DeploymentState,
  context: RecordContext,
  partial: boolean,
): RolloutStart {
  const replaced = replacedBy(before, after);
  return {
    uid: after.uid,
    ...identityOf(after),
    revisionHash: newestHash(after),
    previousImages: replaced?.images ?? [],
    previousRevisionHash: replaced?.hash ?? '',
    rollback: before !== null && isRollback(before, after, context.earlier),
    partial,
  };
}

/** The revision that served until now. */
function replacedBy(
  before: DeploymentState | null,
  after: DeploymentState,
): DeploymentRevision | undefined {
  const newest = newestHash(after);
  const stableBefore = before && stableHash(before);
  const stableAfter = stableHash(after);
  return [
    before?.revisions.find(({ hash }) => hash === stableBefore),
    after.revisions.find(({ hash }) => hash === stableAfter),
    before && stableBefore === undefined ? newestRevision(before) : undefined,
  ].find(revision => revision !== undefined && revision.hash !== newest);
}

/**
 * An older revision's template is the newest again; or its images are, which
 * is what a revert in git looks like when it changes an annotation as well.
 * A revision that is known never to have come through is nothing to go back
 * to: it is tried once more.
 */
function isRollback(
  before: DeploymentState,
  after: DeploymentState,
  earlier: EarlierRollout[],
): boolean {
  const newest = newestHash(after);
  const was = newestHash(before);
  const promoted = earlier.filter(rollout => rollout.promoted);
  const served = new Set(promoted.map(({ revisionHash }) => revisionHash));
  const tried = new Set(earlier.map(({ revisionHash }) => revisionHash));
  const older = [
    ...promoted,
    ...before.revisions
      .map(({ hash, images }) => ({ revisionHash: hash, images }))
      .filter(({ revisionHash: hash }) => served.has(hash) || !tried.has(hash)),
  ].filter(({ revisionHash }) => revisionHash !== was);
  if (older.some(({ revisionHash }) => revisionHash === newest)) {
    return true;
  }
  const images = (state: DeploymentState) =>
    newestRevision(state)?.images ?? [];
  return (
    images(after).length > 0 &&
    !isDeepStrictEqual(images(after), images(before)) &&
    older.some(rollout => isDeepStrictEqual(rollout.images, images(after)))
  );
}

/** What changed in the course of the rollout; all of it when it is new. */
function courseOf(
  before: DeploymentState | null,
  after: DeploymentState,
): HistoryFact[] {
  const facts: HistoryFact[] = [];
  if (before?.phase !== after.phase) {
    facts.push({ kind: 'phase', phase: after.phase, message: after.message });
  }
  const { step } = after;
  if (step && !isDeepStrictEqual(step, before?.step)) {
    facts.push({
      kind: 'step',
      ...step,
      label: stepLabel(after.steps[step.index]),
    });
  }
  const traffic = trafficOf(after);
  if (!before || !isDeepStrictEqual(traffic, trafficOf(before))) {
    facts.push({ kind: 'traffic', ...traffic });
  }
  return facts;
}

function analysesOf(
  before: DeploymentState | null,
  after: DeploymentState,
): HistoryFact[] {
  const known = new Map(
    before?.analysis.map(analysis => [analysis.name, analysis]),
  );
  return after.analysis
    .filter(
      analysis =>
        analysis.revisionHash === newestHash(after) &&
        !isDeepStrictEqual(known.get(analysis.name), analysis),
    )
    .map(analysis => ({ kind: 'analysis', analysis }));
}

const isFailing = (state: DeploymentState) =>
  state.phase === 'degraded' || state.aborted;

function healthOf(
  before: DeploymentState | null,
  after: DeploymentState,
  recorded: boolean,
): HistoryFact[] {
  if (!recorded) {
    return [];
  }
  const wasFailing = before !== null && isFailing(before);
  if (isFailing(after)) {
    return wasFailing ? [] : [{ kind: 'failed' }];
  }
  return after.phase === 'healthy' && before?.phase !== 'healthy'
    ? [{ kind: 'restored' }]
    : [];
}
