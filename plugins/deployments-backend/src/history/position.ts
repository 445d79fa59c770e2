import type {
  DeploymentRevision,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';

/** Hash of the revision that is wanted now; empty when the engine has none. @internal */
export const newestHash = (state: DeploymentState): string =>
  state.basis.revisionHash;

/** @internal */
export const newestRevision = (
  state: DeploymentState,
): DeploymentRevision | undefined =>
  state.revisions.find(({ hash }) => hash === newestHash(state));

/**
 * Hash of the revision that serves whatever comes of the rollout; undefined
 * when the engine names none.
 *
 * @internal
 */
export function stableHash(state: DeploymentState): string | undefined {
  const having = (role: 'stable' | 'active') =>
    state.revisions.find(({ roles }) => roles.includes(role))?.hash;
  return having('stable') ?? having('active');
}

/**
 * Whether the newest revision has all traffic and all is well. An engine may
 * keep the serving copy under another hash (Flagger's primary), hence the
 * weight; and it may be at peace before it began (an idle colour), hence not
 * the phase alone.
 *
 * @internal
 */
export function isThrough(state: DeploymentState): boolean {
  if (state.phase !== 'healthy' || state.aborted) {
    return false;
  }
  const stable = stableHash(state);
  const { actual, max } = state.weight;
  return (
    stable === undefined ||
    stable === newestHash(state) ||
    (newestRevision(state)?.roles.includes('active') ?? false) ||
    actual >= max
  );
}

/**
 * Whether a revision is certainly being rolled out now: another one is
 * stable, and traffic was not sent back to it.
 *
 * @internal
 */
export function isUnderWay(state: DeploymentState): boolean {
  const stable = stableHash(state);
  return (
    newestHash(state) !== '' &&
    stable !== undefined &&
    stable !== newestHash(state) &&
    !state.aborted &&
    !isThrough(state)
  );
}

/**
 * Share of requests that the newest revision gets, in percent: where the
 * routes are known, what they say; otherwise what the engine reports.
 *
 * @internal
 */
export function trafficOf(state: DeploymentState): {
  set: number;
  actual: number;
} {
  const { set, actual, max } = state.weight;
  const percent = (share: number) =>
    Math.round((max > 0 ? share / max : 0) * 1000) / 10;
  const shares = state.traffic?.shares.filter(
    ({ hash }) => hash !== '' && hash === newestHash(state),
  );
  return {
    set: percent(set),
    actual: shares?.length
      ? shares.reduce((sum, { weight }) => sum + weight, 0)
      : percent(actual),
  };
}
