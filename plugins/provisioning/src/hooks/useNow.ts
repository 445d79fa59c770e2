import { useEffect, useState } from 'react';
import { usePageVisible } from './pageVisibility';

/** "3 minutes ago" is exact enough with this. */
const TICK_MS = 20_000;

/** The time in milliseconds, renewed now and then while the page is visible. @internal */
export function useNow(): number {
  const visible = usePageVisible();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!visible) {
      return undefined;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [visible]);
  return now;
}
