import { useEffect, useRef } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { usePageVisible } from './pageVisibility';
import { useLoaded } from './useLoaded';
import type { Loaded } from './useLoaded';

/** A signal is answered within this time, at random, so that not everybody asks at once. */
const JITTER_MS = 200;

/**
 * The answer to one question, asked again when a signal says so and at an
 * interval, but not while nobody can see the page.
 *
 * @param question - identifies what is asked for; null while nothing is.
 * @param live - the channels that say "changed", and how long after an answer
 * it is asked again for what signals miss.
 * @internal
 */
export function useLiveLoaded<T>(
  question: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  live: { channels: string[]; pollMs: (value: T | null) => number },
): Loaded<T> {
  const loaded = useLoaded(question, load);
  const { value, loading, refresh } = loaded;
  const pollMs = live.pollMs(value);
  const visible = usePageVisible();
  const signals = useApiHolder().get(signalApiRef);
  // The same channels in a new answer are no reason to subscribe anew.
  const channels = live.channels.join('\n');

  useEffect(() => {
    if (!signals || !visible || channels === '' || question === null) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh();
      }, Math.random() * JITTER_MS);
    };
    const subscriptions = channels
      .split('\n')
      .map(channel => signals.subscribe(channel, changed));
    return () => {
      clearTimeout(timer);
      subscriptions.forEach(subscription => subscription.unsubscribe());
    };
  }, [signals, visible, channels, question, refresh]);

  useEffect(() => {
    if (!visible || loading || question === null) {
      return undefined;
    }
    const timer = setTimeout(refresh, pollMs);
    return () => clearTimeout(timer);
  }, [visible, loading, question, pollMs, refresh]);

  const hidden = useRef(false);
  useEffect(() => {
    if (visible && hidden.current) {
      refresh();
    }
    hidden.current = !visible;
  }, [visible, refresh]);
  return loaded;
}
