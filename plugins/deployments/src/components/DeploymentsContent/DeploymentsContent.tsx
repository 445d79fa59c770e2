import { useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { deploymentsApiRef } from '../../api';
import { DeploymentActionsProvider } from '../../hooks/deploymentActions';
import type { DeploymentActions } from '../../hooks/deploymentActions';
import { useEntityDeployments } from '../../hooks/useEntityDeployments';
import { DeploymentsView } from '../DeploymentsView';

/** The "Deployments" tab of the entity that the page is about. @internal */
export function DeploymentsContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const api = useApi(deploymentsApiRef);
  const live = useEntityDeployments(entityRef);
  const { applyState } = live;
  const actions = useMemo((): DeploymentActions => {
    const ref = parseEntityRef(entityRef);
    return {
      act: api.act.bind(api, ref),
      readLog: (query, signal) => api.getPodLog(ref, query, { signal }),
      previewRollback: (query, signal) =>
        api.getRollbackPreview(ref, query, { signal }),
      readMetrics: (query, signal) => api.getMetrics(ref, query, { signal }),
      readChanges: (target, signal) => api.getChanges(ref, target, { signal }),
      applyState,
    };
  }, [api, entityRef, applyState]);
  return (
    <DeploymentActionsProvider value={actions}>
      <DeploymentsView entity={entity} live={live} />
    </DeploymentActionsProvider>
  );
}
