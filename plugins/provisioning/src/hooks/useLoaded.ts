import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf } from '../api';
import type { Failure } from '../api';

/** @internal */
export interface Loaded<T> {
  /** The last answer to the same question; kept while it is asked again. */
  value: T | null;
  loading: boolean;
  failure: Failure | null;
  refresh(): void;
}

interface Answer<T> {
  question: string | null;
  value: T | null;
  failure: Failure | null;
}

/**
 * The answer to one question, asked when the question changes and on demand.
 *
 * @param question - identifies what is asked for; null while nothing is.
 * @internal
 */
export function useLoaded<T>(
  question: string | null,
  load: (signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const [round, setRound] = useState(0);
  const [loading, setLoading] = useState(question !== null);
  const [answer, setAnswer] = useState<Answer<T>>({
    question: null,
    value: null,
    failure: null,
  });
  // Made anew on every render; the question says when to ask.
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    if (question === null) {
      setLoading(false);
      return undefined;
    }
    const request = new AbortController();
    setLoading(true);
    const settle = (change: Partial<Answer<T>>) => {
      if (!request.signal.aborted) {
        setLoading(false);
        setAnswer(before => ({
          value: before.question === question ? before.value : null,
          failure: null,
          ...change,
          question,
        }));
      }
    };
    latest.current(request.signal).then(
      value => settle({ value }),
      error => settle({ failure: failureOf(error) }),
    );
    return () => request.abort();
  }, [question, round]);

  const refresh = useCallback(() => setRound(r => r + 1), []);
  const known = answer.question === question;
  return {
    value: known ? answer.value : null,
    failure: known ? answer.failure : null,
    loading: loading || (question !== null && !known),
    refresh,
  };
}
