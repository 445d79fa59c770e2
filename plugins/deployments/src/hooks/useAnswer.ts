import { useCallback, useEffect, useRef, useState } from 'react';

/** @internal */
export interface Answer<T> {
  value: T | null;
  /** Of the last request; null when it succeeded. */
  error: unknown;
  loading: boolean;
  retry(): void;
}

/**
 * What a request answers, asked again when it is about something else. The
 * value of before stays until there is a new one.
 *
 * @param about - text that says what is asked for.
 * @internal
 */
export function useAnswer<T>(
  about: string,
  load: (signal: AbortSignal) => Promise<T>,
): Answer<T> {
  const [state, setState] = useState<Omit<Answer<T>, 'retry'>>({
    value: null,
    error: null,
    loading: true,
  });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    const request = new AbortController();
    setState(before => ({ ...before, loading: true }));
    latest.current(request.signal).then(
      value => {
        if (!request.signal.aborted) {
          setState({ value, error: null, loading: false });
        }
      },
      error => {
        if (!request.signal.aborted) {
          setState(before => ({ ...before, error, loading: false }));
        }
      },
    );
    return () => request.abort();
  }, [about, round]);

  const retry = useCallback(() => setRound(r => r + 1), []);
  return { ...state, retry };
}
