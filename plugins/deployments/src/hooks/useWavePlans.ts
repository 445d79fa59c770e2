import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type {
  WavePlan,
  WavePlanDetail,
} from '@heal7/backstage-plugin-deployments-common';
import { deploymentsApiRef } from '../api';
import { isRunning, planToShow } from '../model/waves';
import { POLL_MS, SLOW_POLL_MS } from './LiveDeployments';
import { useLiveLoaded } from './useLiveLoaded';
import type { Loaded } from './useLoaded';
import { useClockOffset } from './useServerNow';

/** @internal */
export interface WavePlans {
  /** The one that is running; null when none is. */
  running: WavePlan | null;
  /** The one to show, with its story; null when there is no news. */
  shown: WavePlanDetail | null;
}

/**
 * The entity's wave plan that matters now, kept fresh.
 *
 * @param entityRef - full entity reference.
 * @param channels - signals that tell of changes.
 * @internal
 */
export function useWavePlans(
  entityRef: string,
  channels: string[],
): Loaded<WavePlans> {
  const api = useApi(deploymentsApiRef);
  const offset = useClockOffset();
  const ref = parseEntityRef(entityRef);
  return useLiveLoaded(
    `waves ${entityRef}`,
    async (signal): Promise<WavePlans> => {
      const list = await api.getWavePlans(ref, { signal });
      const plan = planToShow(list, Date.now() + offset);
      return {
        running: list.items.find(isRunning) ?? null,
        shown: plan && (await api.getWavePlan(ref, plan.id, { signal })),
      };
    },
    {
      channels,
      // What a plan in progress does is waited for.
      pollMs: value => (value?.running ? POLL_MS : SLOW_POLL_MS),
    },
  );
}
