import { useEffect, useRef } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { usePageVisible } from './pageVisibility';

/** A signal is answered within this time, at random, so that not everybody asks at once. */
const JITTER_MS = 200;

/**
 * Calls back some time after a channel has said "changed", once for several
 * signals, while somebody can see the page.
 *
 * @param channel - null while there is none to listen to.
 * @internal
 */
export function useSignals(channel: string | null, heard: () => void): void {
  const visible = usePageVisible();
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(heard);
  latest.current = heard;

  useEffect(() => {
    if (!signals || !visible || !channel) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { unsubscribe } = signals.subscribe(channel, () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        latest.current();
      }, Math.random() * JITTER_MS);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [signals, visible, channel]);
}
