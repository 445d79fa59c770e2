import { useEffect, useState } from 'react';
import type { NameProblem, ServiceNamesApi } from './namesApi';

/** `unknown` when the backend could not be asked. */
export type NameState = 'empty' | 'checking' | 'free' | 'unknown' | NameProblem;

const PAUSE_MS = 250;

/** Judges a name a moment after typing has stopped. */
export function useNameVerdict(names: ServiceNamesApi, name: string) {
  const [verdict, setVerdict] = useState<{ name: string; state: NameState }>();

  useEffect(() => {
    if (name === '') {
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      names.judge(name, abort.signal).then(
        problem => setVerdict({ name, state: problem ?? 'free' }),
        () => {
          if (!abort.signal.aborted) {
            setVerdict({ name, state: 'unknown' });
          }
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [names, name]);

  if (name === '') {
    return 'empty';
  }
  return verdict?.name === name ? verdict.state : 'checking';
}
