import { useCallback, useEffect, useState } from 'react';
import { toError } from '@backstage/errors';

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'failed'; error: Error; retry: () => void }
  | { state: 'ready'; value: T };

/**
 * Loads something when a field appears.
 *
 * @param load - has to keep its identity while it means the same
 */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(count => count + 1), []);

  useEffect(() => {
    let current = true;
    setLoaded({ state: 'loading' });
    load().then(
      value => current && setLoaded({ state: 'ready', value }),
      error =>
        current && setLoaded({ state: 'failed', error: toError(error), retry }),
    );
    return () => {
      current = false;
    };
  }, [load, attempt, retry]);

  return loaded;
}
