import { useEffect, useState, useSyncExternalStore } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { RunView } from '@heal7/backstage-plugin-provisioning-common';
import { provisioningApiRef } from '../api';
import { LogFollower } from './LogFollower';
import type { LogState } from './LogFollower';
import { usePageVisible } from './pageVisibility';
import { useSignals } from './useSignals';

/** Lines from the end that are read without being asked for. */
const TAIL_LINES = 5000;

/** For what signals miss. */
const SAFETY_NET_MS = 30_000;

/** @internal */
export interface RunLog extends LogState {
  readOn(): void;
  readEarlier(): void;
}

/** The log of a run, followed until it has ended. @internal */
export function useRunLog(run: RunView): RunLog {
  const api = useApi(provisioningApiRef);
  const visible = usePageVisible();
  const start = () =>
    new LogFollower(
      (query, signal) => api.getLog(run.id, query, { signal }),
      Math.max(0, run.logEnd - TAIL_LINES),
    );
  const [follower, setFollower] = useState(start);
  const [about, setAbout] = useState(run.id);
  if (about !== run.id) {
    setAbout(run.id);
    setFollower(start());
  }
  const state = useSyncExternalStore(follower.subscribe, follower.get);
  const { complete, next } = state.window;
  useEffect(() => () => follower.stop(), [follower]);

  // The run itself says as well that there is more, e.g. at its end.
  useEffect(() => {
    if (visible && !follower.get().window.complete) {
      follower.readOn();
    }
  }, [follower, visible, run.logEnd, run.phase]);
  useSignals(complete ? null : run.channel, follower.readOn);
  useEffect(() => {
    if (!visible || complete) {
      return undefined;
    }
    const timer = setTimeout(follower.readOn, SAFETY_NET_MS);
    return () => clearTimeout(timer);
  }, [follower, visible, complete, next, state.loading]);

  return {
    ...state,
    readOn: follower.readOn,
    readEarlier: follower.readEarlier,
  };
}
