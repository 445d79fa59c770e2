import { lazy, Suspense, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { deploymentsApiRef } from '../../api';
import { DeploymentActionsProvider } from '../../hooks/deploymentActions';
import type { DeploymentActions } from '../../hooks/deploymentActions';
import { useEntityDeployments } from '../../hooks/useEntityDeployments';
import { DeploymentsView } from '../DeploymentsView';
import { LoadingState } from '../LoadingState';
import { useTabView, ViewSwitch } from '../ViewSwitch';
import styles from './DeploymentsContent.module.css';

// Most people come to see what is going on now.
const History = lazy(() =>
  import('../History').then(({ History: component }) => ({
    default: component,
  })),
);

/** The "Deployments" tab of the entity that the page is about. @internal */
export function DeploymentsContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const api = useApi(deploymentsApiRef);
  const live = useEntityDeployments(entityRef);
  const { applyState } = live;
  const [view, setView] = useTabView();
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
      <div className={styles.content}>
        <ViewSwitch view={view} onChange={setView} />
        {view === 'history' ? (
          <Suspense fallback={<LoadingState />}>
            <History
              entityRef={entityRef}
              clusters={live.snapshot?.deployments.clusters ?? []}
            />
          </Suspense>
        ) : (
          <DeploymentsView entity={entity} live={live} />
        )}
      </div>
    </DeploymentActionsProvider>
  );
}
