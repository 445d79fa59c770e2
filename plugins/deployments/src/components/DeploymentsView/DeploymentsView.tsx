import { useMemo } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityDeploymentsLive } from '../../hooks/useEntityDeployments';
import { ServerClockProvider } from '../../hooks/useServerNow';
import { groupTargets } from '../../model/grouping';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import { EmptyState, UnselectedState } from '../EmptyState';
import { ErrorState } from '../ErrorState';
import { LoadingState } from '../LoadingState';
import { TargetRow } from '../TargetRow';
import { WavesPanel } from '../Waves';
import theme from '../theme.module.css';
import { PhaseAnnouncer } from './PhaseAnnouncer';
import { Toolbar } from './Toolbar';
import styles from './DeploymentsView.module.css';

/** From this many rollouts on, cards start folded. */
const COMPACT_FROM = 4;

/** The whole tab, from what is known at the moment. @internal */
export function DeploymentsView(props: {
  entity: Entity;
  live: Omit<EntityDeploymentsLive, 'applyState'>;
}) {
  const { entity, live } = props;
  const { snapshot, error, updatedAt, pollMs, refresh } = live;
  const { language } = useTranslation();
  const deployments = snapshot?.deployments;
  const rows = useMemo(
    () => (deployments ? groupTargets(deployments) : []),
    [deployments],
  );
  if (!snapshot || !deployments) {
    return (
      <div className={theme.theme}>
        {error ? (
          <ErrorState
            error={error}
            entityRef={stringifyEntityRef(entity)}
            onRetry={refresh}
          />
        ) : (
          <LoadingState />
        )}
      </div>
    );
  }
  if (!deployments.selected) {
    return (
      <div className={theme.theme}>
        <UnselectedState entity={entity} />
      </div>
    );
  }
  return (
    <ServerClockProvider offsetMs={snapshot.clockOffsetMs}>
      <div className={`${theme.theme} ${styles.view}`}>
        {error ? (
          <ErrorState
            error={error}
            entityRef={stringifyEntityRef(entity)}
            shownSince={formatMoment(
              new Date(updatedAt ?? Date.now()).toISOString(),
              Date.now(),
              language,
            )}
            onRetry={refresh}
          />
        ) : null}
        <Toolbar
          rollouts={rows.length}
          deployments={deployments}
          pollMs={pollMs}
          updatedAt={updatedAt}
          onRefresh={refresh}
        />
        <PhaseAnnouncer deployments={deployments} />
        <WavesPanel deployments={deployments} onChanged={refresh} />
        {rows.length === 0 ? (
          <EmptyState entity={entity} clusters={deployments.clusters} />
        ) : (
          rows.map(row => (
            <TargetRow
              key={row.key}
              row={row}
              compact={rows.length >= COMPACT_FROM}
            />
          ))
        )}
      </div>
    </ServerClockProvider>
  );
}
