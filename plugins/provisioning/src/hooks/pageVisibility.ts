import { useSyncExternalStore } from 'react';

/** Whether somebody can see the page. @internal */
export const isPageVisible = () => document.visibilityState !== 'hidden';

/** Calls back when the page is hidden or shown. @internal */
export function onPageVisibility(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}

/** @internal */
export function usePageVisible(): boolean {
  return useSyncExternalStore(onPageVisibility, isPageVisible);
}
