import { useApi } from '@backstage/frontend-plugin-api';
import type { StackView } from '@heal7/backstage-plugin-provisioning-common';
import { provisioningApiRef } from '../api';
import { useLiveLoaded } from './useLiveLoaded';
import type { Loaded } from './useLoaded';

/** A stack, kept fresh. @internal */
export function useStack(id: string): Loaded<StackView> {
  const api = useApi(provisioningApiRef);
  return useLiveLoaded(
    id,
    signal => api.getStack(id, { signal }),
    stack => stack.channel,
  );
}
