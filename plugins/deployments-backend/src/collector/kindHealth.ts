import type { ClusterCondition } from '@heal7/backstage-plugin-deployments-common';
import type { WatchFailure } from '../watch/failure';

/**
 * How the watch on one kind (in one namespace) is doing.
 *
 * @internal
 */
export type KindHealth =
  | { is: 'pending' }
  | { is: 'live' }
  | { is: 'failed'; failure: WatchFailure };

/** @internal */
export interface KindHealthEntry {
  /** What a person calls it, e.g. `rollouts.argoproj.io`. */
  label: string;
  health: KindHealth;
}

/** @internal */
export interface ClusterHealth {
  condition: Extract<
    ClusterCondition,
    'connecting' | 'watching' | 'unreachable'
  >;
  message: string;
  problems: { kind: string; message: string }[];
}

/** Failures that are about the cluster, whichever kind they meet first. */
const OF_CLUSTER = new Set<WatchFailure['kind']>(['network', 'unauthorized']);

const PROBLEM_TEXT: Partial<Record<WatchFailure['kind'], string>> = {
  absent: 'Not installed in this cluster',
  forbidden: 'The viewing credential may not read it',
  throttled: 'The API server asks for fewer requests',
};

const problemText = (failure: WatchFailure) => {
  const text = PROBLEM_TEXT[failure.kind];
  return text ? `${text}: ${failure.message}` : failure.message;
};

/**
 * Whether a kind's part of the picture is as good as it gets for now: it is
 * live, or known to be unavailable while others are.
 *
 * @internal
 */
export function isSettled(health: KindHealth): boolean {
  return (
    health.is === 'live' ||
    (health.is === 'failed' && !OF_CLUSTER.has(health.failure.kind))
  );
}

/**
 * Sums up the kinds of a cluster and whether it gave a sign of life. The cluster is unreachable when anything
 * fails in a way that concerns all, or when nothing works at all.
 *
 * @internal
 */
export function clusterHealth(
  entries: KindHealthEntry[],
  signOfLife: KindHealth = { is: 'live' },
): ClusterHealth {
  const failures = entries.flatMap(({ label, health }) =>
    health.is === 'failed' ? [{ label, failure: health.failure }] : [],
  );
  const problems = failures
    .filter(({ failure }) => !OF_CLUSTER.has(failure.kind))
    .map(({ label, failure }) => ({
      kind: label,
      message: problemText(failure),
    }));
  const lost =
    failures.find(({ failure }) => OF_CLUSTER.has(failure.kind)) ??
    (signOfLife.is === 'failed' ? signOfLife : undefined) ??
    (failures.length === entries.length
      ? failures.find(({ failure }) => failure.kind === 'server')
      : undefined);
  if (lost) {
    const { failure } = lost;
    return {
      condition: 'unreachable',
      message:
        failure.kind === 'unauthorized'
          ? `The cluster refuses the viewing credential: ${failure.message}. Renew it in the 'kubernetes' configuration.`
          : failure.message,
      problems,
    };
  }
  const complete = entries.every(({ health }) => isSettled(health));
  return {
    condition: complete ? 'watching' : 'connecting',
    message: '',
    problems,
  };
}
