import { useCallback } from 'react';
import {
  alertApiRef,
  toastApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';

/**
 * Tells the person that something has been done: by a toast, or by the alert
 * of portals that have no toasts yet.
 *
 * @internal
 */
export function useNotify(): (title: string) => void {
  const apis = useApiHolder();
  return useCallback(
    title => {
      const toasts = apis.get(toastApiRef);
      if (toasts) {
        toasts.post({ title, status: 'success', timeout: 6000 });
      } else {
        apis
          .get(alertApiRef)
          ?.post({ message: title, severity: 'success', display: 'transient' });
      }
    },
    [apis],
  );
}
