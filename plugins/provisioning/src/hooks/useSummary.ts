import { useApi } from '@backstage/frontend-plugin-api';
import type { StacksSummary } from '@heal7/backstage-plugin-provisioning-common';
import { provisioningApiRef } from '../api';
import { useLoaded } from './useLoaded';
import type { Loaded } from './useLoaded';

/**
 * How many stacks there are of each phase.
 *
 * @param entity - whose; of all when left out.
 * @internal
 */
export function useSummary(entity?: string): Loaded<StacksSummary> {
  const api = useApi(provisioningApiRef);
  return useLoaded(entity ?? '', signal => api.getSummary(entity, { signal }));
}
