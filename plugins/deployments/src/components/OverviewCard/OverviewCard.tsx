import { useMemo } from 'react';
import { Card, CardBody, CardHeader, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ServerClockProvider } from '../../hooks/useServerNow';
import { useEntityDeployments } from '../../hooks/useEntityDeployments';
import { groupTargets } from '../../model/grouping';
import { rootRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { EmptyState, UnselectedState } from '../EmptyState';
import { ErrorState } from '../ErrorState';
import { LoadingState } from '../LoadingState';
import theme from '../theme.module.css';
import { OverviewLine } from './OverviewLine';
import styles from './OverviewCard.module.css';

/** Lines that fit an overview; the tab has the rest. */
const MOST_LINES = 6;

/** The entity's rollouts at a glance. @internal */
export function OverviewCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { snapshot, error, refresh } = useEntityDeployments(entityRef);
  const { t } = useTranslation();
  const href = useRouteRef(rootRouteRef)?.();
  const deployments = snapshot?.deployments;
  const rows = useMemo(
    () => (deployments ? groupTargets(deployments) : []),
    [deployments],
  );
  const lines = rows.flatMap(row =>
    row.cells.flatMap(({ view, cluster }) => (view ? [{ view, cluster }] : [])),
  );
  const hidden = lines.length - MOST_LINES;

  let body = <LoadingState />;
  if (!deployments && error) {
    body = <ErrorState error={error} entityRef={entityRef} onRetry={refresh} />;
  } else if (deployments && !deployments.selected) {
    body = <UnselectedState entity={entity} />;
  } else if (deployments && lines.length === 0) {
    body = <EmptyState entity={entity} clusters={deployments.clusters} />;
  } else if (deployments) {
    body = (
      <ul className={styles.lines}>
        {lines.slice(0, MOST_LINES).map(({ view, cluster }) => (
          <OverviewLine
            key={`${cluster.name} ${view.state.uid}`}
            view={view}
            cluster={cluster}
            withName={rows.length > 1}
          />
        ))}
      </ul>
    );
  }
  return (
    <Card>
      <CardHeader>
        <div className={`${theme.theme} ${styles.header}`}>
          <Text as="h2" variant="title-x-small" weight="bold">
            {t('card.title')}
          </Text>
          {href ? (
            <Link href={href}>
              {hidden > 0 ? t('card.more', { count: hidden }) : t('card.open')}
            </Link>
          ) : null}
        </div>
      </CardHeader>
      <CardBody>
        <ServerClockProvider offsetMs={snapshot?.clockOffsetMs ?? 0}>
          <div className={`${theme.theme} ${styles.body}`}>{body}</div>
        </ServerClockProvider>
      </CardBody>
    </Card>
  );
}
