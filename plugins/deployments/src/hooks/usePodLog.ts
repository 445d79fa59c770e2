import { useCallback, useEffect, useState } from 'react';
import { failureOf } from '../api';
import type { Failure, PodLogQuery } from '../api';
import { useDeploymentActions } from './deploymentActions';

/** @internal */
export interface PodLog {
  text: string;
  loading: boolean;
  failure: Failure | null;
  refresh(): void;
}

/**
 * The log of one container, read when what is asked for changes and on demand.
 *
 * @param query - null while there is nothing to ask for.
 * @internal
 */
export function usePodLog(query: PodLogQuery | null): PodLog {
  const { readLog } = useDeploymentActions();
  const [round, setRound] = useState(0);
  const [result, setResult] = useState<Omit<PodLog, 'refresh'>>({
    text: '',
    loading: false,
    failure: null,
  });
  // Queries are made anew on every render; their text is what counts.
  const asked = query ? JSON.stringify(query) : null;

  useEffect(() => {
    if (asked === null) {
      return undefined;
    }
    const request = new AbortController();
    setResult(before => ({ ...before, loading: true, failure: null }));
    readLog(JSON.parse(asked), request.signal).then(
      text => {
        if (!request.signal.aborted) {
          setResult({ text, loading: false, failure: null });
        }
      },
      error => {
        if (!request.signal.aborted) {
          setResult({ text: '', loading: false, failure: failureOf(error) });
        }
      },
    );
    return () => request.abort();
  }, [asked, readLog, round]);

  const refresh = useCallback(() => setRound(r => r + 1), []);
  return { ...result, refresh };
}
