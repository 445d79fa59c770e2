import { useEffect } from 'react';
import type { RefObject } from 'react';

/**
 * Keeps the list of a search open while the page scrolls.
 *
 * react-aria closes the list and clears what was typed at every scroll of what
 * the search lies in, although nobody may have scrolled: a browser brings a
 * search into view that gets the focus, and tells it when the list is open
 * already; content above it arrives (adobe/react-spectrum#6760 and #9467).
 */
export function useOpenOnScroll(search: RefObject<HTMLElement>): void {
  useEffect(() => {
    const keepOpen = (event: Event) => {
      const { target } = event;
      if (
        !search.current?.querySelector('[aria-expanded=true]') ||
        !(target instanceof Node && target.contains(search.current))
      ) {
        return;
      }
      // Before react-aria's listener, which comes with the list.
      event.stopImmediatePropagation();
      // The list is part of the page: it moves with that, but with no other
      // container. At this event react-aria puts it where the search is now.
      if (target !== document) {
        window.dispatchEvent(new Event('resize'));
      }
    };
    window.addEventListener('scroll', keepOpen, true);
    return () => window.removeEventListener('scroll', keepOpen, true);
  }, [search]);
}
