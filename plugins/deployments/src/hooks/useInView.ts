import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { usePageVisible } from './pageVisibility';

/**
 * Whether somebody can see an element: it is within the window, and the page
 * is shown.
 *
 * @internal
 */
export function useInView(element: RefObject<Element>): boolean {
  const pageVisible = usePageVisible();
  // What cannot be found out is taken for visible.
  const [within, setWithin] = useState(
    () => typeof IntersectionObserver === 'undefined',
  );
  useEffect(() => {
    if (!element.current || typeof IntersectionObserver === 'undefined') {
      return undefined;
    }
    const observer = new IntersectionObserver(entries =>
      setWithin(entries[entries.length - 1].isIntersecting),
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return within && pageVisible;
}
