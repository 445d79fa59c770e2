import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { failureOf } from './failure';
import type { ReviewFailure } from './failure';
import { reviewApiRef } from './reviewApi';
import type { Review } from './reviewApi';

export interface ReviewState {
  /** The latest files, though they may be of earlier answers. */
  review?: Review;
  failure?: ReviewFailure;
  running: boolean;
  cancelled: boolean;
  /** Whether the answers have changed since the review. */
  stale: boolean;
  refresh: () => void;
  cancel: () => void;
}

const PAUSE_MS = 600;

interface Outcome {
  answers: string;
  review?: Review;
  failure?: ReviewFailure;
}

/**
 * Renders the template with the form's answers, anew a moment after they have
 * changed.
 */
export function useReview(
  templateRef: string | undefined,
  values: object,
): ReviewState {
  const api = useApi(reviewApiRef);
  const answers = JSON.stringify(values);
  const [outcome, setOutcome] = useState<Outcome>();
  const [phase, setPhase] = useState<'running' | 'done' | 'cancelled'>('done');
  const [attempt, setAttempt] = useState(0);
  const abort = useRef<AbortController>();

  useEffect(() => {
    if (!templateRef) {
      return undefined;
    }
    const request = new AbortController();
    abort.current = request;
    setPhase('running');
    const timer = setTimeout(() => {
      api.review(templateRef, JSON.parse(answers), request.signal).then(
        review => {
          if (!request.signal.aborted) {
            setOutcome({ answers, review });
            setPhase('done');
          }
        },
        error => {
          if (!request.signal.aborted) {
            setOutcome(old => ({
              ...old,
              answers,
              failure: failureOf(error),
            }));
            setPhase('done');
          }
        },
      );
    }, PAUSE_MS);
    request.signal.addEventListener('abort', () => clearTimeout(timer));
    return () => request.abort();
  }, [api, templateRef, answers, attempt]);

  const refresh = useCallback(() => setAttempt(count => count + 1), []);
  const cancel = useCallback(() => {
    abort.current?.abort();
    setPhase('cancelled');
  }, []);
  const failure = outcome?.answers === answers ? outcome.failure : undefined;
  return {
    review: outcome?.review,
    failure: phase === 'running' ? undefined : failure,
    running: phase === 'running',
    cancelled: phase === 'cancelled',
    stale:
      outcome?.review !== undefined &&
      (outcome.answers !== answers || failure !== undefined),
    refresh,
    cancel,
  };
}
