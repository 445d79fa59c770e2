import { useEffect, useRef } from 'react';
import { usePageVisible } from './pageVisibility';
import { useLoaded } from './useLoaded';
import type { Loaded } from './useLoaded';
import { useSignals } from './useSignals';

/** For what signals miss. */
const SAFETY_NET_MS = 60_000;

/**
 * The answer to one question, asked again when a signal says so, slowly for
 * what signals miss, and not while nobody can see the page.
 *
 * @param question - identifies what is asked for; null while nothing is.
 * @param channelOf - the channel of an answer; null for one that no longer
 * changes.
 * @internal
 */
export function useLiveLoaded<T>(
  question: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  channelOf: (value: T) => string | null,
): Loaded<T> {
  const loaded = useLoaded(question, load);
  const { value, loading, refresh } = loaded;
  const visible = usePageVisible();
  const channel = value === null ? null : channelOf(value);
  const settled = value !== null && channel === null;
  useSignals(channel, refresh);

  useEffect(() => {
    if (!visible || loading || question === null || settled) {
      return undefined;
    }
    const timer = setTimeout(refresh, SAFETY_NET_MS);
    return () => clearTimeout(timer);
  }, [visible, loading, question, settled, refresh]);

  const hidden = useRef(false);
  useEffect(() => {
    if (visible && hidden.current && !settled) {
      refresh();
    }
    hidden.current = !visible;
  }, [visible, settled, refresh]);
  return loaded;
}
