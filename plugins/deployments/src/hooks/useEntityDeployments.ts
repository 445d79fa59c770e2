import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { parseEntityRef } from '@backstage/catalog-model';
import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import { deploymentsApiRef } from '../api';
import { LiveDeployments } from './LiveDeployments';
import type { LiveState } from './LiveDeployments';
import { replaceState } from '../model/replaceState';

/** @internal */
export interface EntityDeploymentsLive extends LiveState {
  refresh(): void;
  /** Shows the state that an action answered with, and asks again a little later. */
  applyState(state: DeploymentState): void;
}

/**
 * The rollouts of an entity, kept fresh for as long as the page shows them.
 *
 * @param entityRef - full entity reference.
 * @internal
 */
export function useEntityDeployments(entityRef: string): EntityDeploymentsLive {
  const api = useApi(deploymentsApiRef);
  // Portals without the signals plugin get along with polling.
  const signals = useApiHolder().get(signalApiRef);
  const live = useMemo(() => {
    const ref = parseEntityRef(entityRef);
    return new LiveDeployments({
      load: signal => api.getEntityDeployments(ref, { signal }),
      listen: signals
        ? (channel, heard) => {
            const subscription = signals.subscribe(channel, heard);
            return () => subscription.unsubscribe();
          }
        : null,
    });
  }, [api, signals, entityRef]);
  const state = useSyncExternalStore(live.subscribe, live.get);

  const applyState = useCallback(
    (fresh: DeploymentState) => {
      const { snapshot } = live.get();
      if (snapshot) {
        live.replace({
          ...snapshot,
          deployments: replaceState(snapshot.deployments, fresh),
        });
      }
    },
    [live],
  );
  return { ...state, refresh: live.refresh, applyState };
}
