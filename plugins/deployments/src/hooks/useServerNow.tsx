import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { sharedTicker } from './ticker';

const ClockOffsetContext = createContext(0);

/** Tells everything inside how far the server's clock is ahead. @internal */
export function ServerClockProvider(props: {
  offsetMs: number;
  children: ReactNode;
}) {
  return (
    <ClockOffsetContext.Provider value={props.offsetMs}>
      {props.children}
    </ClockOffsetContext.Provider>
  );
}

/**
 * The server's time in milliseconds, renewed every second while the page is
 * visible. Whatever uses it renders every second: keep it small.
 *
 * @internal
 */
export function useServerNow(): number {
  const offset = useContext(ClockOffsetContext);
  const now = useSyncExternalStore(sharedTicker.subscribe, sharedTicker.now);
  return now + offset;
}

/** How far the server's clock is ahead, in milliseconds. @internal */
export function useClockOffset(): number {
  return useContext(ClockOffsetContext);
}
