import { Button, Select } from '@backstage/ui';
import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import { useAddressParam } from '../../hooks/useAddressParam';
import { useRollouts } from '../../hooks/useRollouts';
import { useTranslation } from '../../translation';
import { DeliveryPerformance } from '../Delivery';
import { FailureAlert } from '../FailureAlert';
import { LoadingState } from '../LoadingState';
import theme from '../theme.module.css';
import { ExportButtons } from './ExportButtons';
import { HistoryEmpty } from './HistoryEmpty';
import { RolloutItem } from './RolloutItem';
import styles from './History.module.css';

const ALL = '';

/** What has been rolled out of an entity, and how well that goes. @internal */
export function History(props: {
  entityRef: string;
  clusters: Pick<ClusterStatus, 'name' | 'title'>[];
}) {
  const { entityRef, clusters } = props;
  const { t } = useTranslation();
  const [cluster, setCluster] = useAddressParam('cluster', ALL);
  const { items, hasMore, loading, error, readOn } = useRollouts(
    entityRef,
    cluster,
  );
  const titles = new Map(clusters.map(({ name, title }) => [name, title]));
  return (
    <div className={`${theme.theme} ${styles.history}`}>
      <DeliveryPerformance scope={{ entity: entityRef }} />
      <section aria-labelledby="rollout-history" className={styles.rollouts}>
        <div className={styles.head}>
          <h2 id="rollout-history" className={styles.title}>
            {t('history.rollouts')}
          </h2>
          <div className={styles.tools}>
            {clusters.length > 1 ? (
              <Select
                size="small"
                aria-label={t('history.cluster')}
                options={[
                  { id: ALL, label: t('history.all') },
                  ...clusters.map(({ name, title }) => ({
                    id: name,
                    label: title,
                  })),
                ]}
                value={cluster}
                onChange={key => setCluster(String(key))}
              />
            ) : null}
            <ExportButtons entityRef={entityRef} />
          </div>
        </div>
        {items === null && loading ? <LoadingState /> : null}
        {items?.length === 0 && !loading && !error ? <HistoryEmpty /> : null}
        {items && items.length > 0 ? (
          <ol className={styles.list}>
            {items.map(rollout => (
              <RolloutItem
                key={rollout.id}
                entityRef={entityRef}
                rollout={rollout}
                clusterTitle={
                  titles.get(rollout.target.cluster) ?? rollout.target.cluster
                }
              />
            ))}
          </ol>
        ) : null}
        {error ? (
          <FailureAlert
            error={error}
            title={t('history.loadFailed')}
            onRetry={readOn}
          />
        ) : null}
        {hasMore && !error ? (
          <Button
            variant="secondary"
            size="small"
            isPending={loading}
            onPress={readOn}
          >
            {t('history.more')}
          </Button>
        ) : null}
      </section>
    </div>
  );
}
