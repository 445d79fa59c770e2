import { useEffect, useRef, useState } from 'react';
import type {
  DeploymentState,
  TargetMetrics,
} from '@heal7/backstage-plugin-deployments-common';
import { revisionPair } from '../model/revisions';
import { targetOf } from '../model/replaceState';
import { useDeploymentActions } from './deploymentActions';
import { useLoaded } from './useLoaded';
import type { Loaded } from './useLoaded';
import { useClockOffset } from './useServerNow';

/** Milliseconds between the answer and the next question. @internal */
export const METRICS_POLL_MS = 30_000;
const HOUR_MS = 3_600_000;
/** The backend answers for a day at most. */
const MAX_MS = 24 * HOUR_MS - 60_000;
/** Shown of the time before the rollout, to compare with. */
const BEFORE_MS = 600_000;

/**
 * From when on metrics are of interest: the last hour, or since a little
 * before the rollout began.
 */
function startOf(state: DeploymentState, now: number): number {
  const { next } = revisionPair(state);
  const began = Date.parse(next?.createdAt ?? '');
  const start = Math.min(
    now - HOUR_MS,
    Number.isNaN(began) ? now : began - BEFORE_MS,
  );
  return Math.max(start, now - MAX_MS);
}

/**
 * The metrics of a rollout, asked for again and again while they are seen.
 *
 * @param seen - whether somebody can see them.
 * @internal
 */
export function useMetrics(
  state: DeploymentState,
  seen: boolean,
): Loaded<TargetMetrics> {
  const { readMetrics } = useDeploymentActions();
  const offset = useClockOffset();
  const [started, setStarted] = useState(seen);
  const target = targetOf(state);
  const loaded = useLoaded(
    started ? JSON.stringify([target, state.basis.revisionHash]) : null,
    signal => {
      const now = Date.now() + offset;
      return readMetrics(
        {
          target,
          from: new Date(startOf(state, now)).toISOString(),
          to: new Date(now).toISOString(),
        },
        signal,
      );
    },
  );
  const { loading, refresh } = loaded;
  const away = useRef(false);
  useEffect(() => {
    if (seen && away.current) {
      refresh();
    }
    away.current = !seen;
    setStarted(before => before || seen);
  }, [seen, refresh]);
  useEffect(() => {
    if (!seen || loading) {
      return undefined;
    }
    const timer = setTimeout(refresh, METRICS_POLL_MS);
    return () => clearTimeout(timer);
  }, [seen, loading, refresh]);
  return loaded;
}
