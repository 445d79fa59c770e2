import { useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { deploymentsApiRef } from '../../api';
import { DeploymentActionsProvider } from '../../hooks/deploymentActions';
import { useEntityDeployments } from '../../hooks/useEntityDeployments';
import { DeploymentsView } from '../DeploymentsView';

/** The "Deployments" tab of the entity that the page is about. @internal */
export function DeploymentsContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const api = useApi(deploymentsApiRef);
  const live = useEntityDeployments(entityRef);
  const { applyState } = live;
  const actions = useMemo(() => {
    const ref = parseEntityRef(entityRef);
    return {
      act: api.act.bind(api, ref),
      readLog: (
        query: Parameters<typeof api.getPodLog>[1],
        signal: AbortSignal,
      ) => api.getPodLog(ref, query, { signal }),
      applyState,
    };
  }, [api, entityRef, applyState]);
  return (
    <DeploymentActionsProvider value={actions}>
      <DeploymentsView entity={entity} live={live} />
    </DeploymentActionsProvider>
  );
}
