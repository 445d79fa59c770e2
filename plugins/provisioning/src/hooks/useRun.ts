import { useApi } from '@backstage/frontend-plugin-api';
import { hasEnded } from '@heal7/backstage-plugin-provisioning-common';
import type {
  PlanSummary,
  RunView,
} from '@heal7/backstage-plugin-provisioning-common';
import { provisioningApiRef } from '../api';
import { useLiveLoaded } from './useLiveLoaded';
import { useLoaded } from './useLoaded';
import type { Loaded } from './useLoaded';

/** A run, kept fresh until it has ended. @internal */
export function useRun(id: string): Loaded<RunView> {
  const api = useApi(provisioningApiRef);
  return useLiveLoaded(
    id,
    signal => api.getRun(id, { signal }),
    run => (hasEnded(run.phase) ? null : run.channel),
  );
}

/** The plan of a run, asked for again when there is another one. @internal */
export function usePlan(run: RunView): Loaded<PlanSummary> {
  const api = useApi(provisioningApiRef);
  return useLoaded(run.plan ? `${run.id} ${run.plan.digest}` : null, signal =>
    api.getPlan(run.id, { signal }),
  );
}
