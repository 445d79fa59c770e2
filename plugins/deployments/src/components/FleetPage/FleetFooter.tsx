import { Button } from '@backstage/ui';
import { RiPulseLine, RiTimerLine } from '@remixicon/react';
import type { FleetLive } from '../../hooks/useFleet';
import { POLL_MS } from '../../hooks/LiveDeployments';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import type { LoadedFleet } from './FleetTable';
import styles from './FleetPage.module.css';

function words(fleet: LoadedFleet, t: ReturnType<typeof useTranslation>['t']) {
  const { rows, summary, hasMore, loadingMore } = fleet;
  if (loadingMore) {
    return t('fleet.loadingMore');
  }
  if (hasMore && summary) {
    return t('fleet.shown', { shown: rows.length, total: summary.total });
  }
  return t('fleet.count', { count: rows.length });
}

function Freshness(props: { pollMs: FleetLive['pollMs'] }) {
  const { pollMs } = props;
  const { t } = useTranslation();
  return pollMs <= POLL_MS ? (
    <Chip icon={<RiTimerLine />} title={t('page.pollingHint')}>
      {t('page.polling', { seconds: pollMs / 1000 })}
    </Chip>
  ) : (
    <Chip tone="success" icon={<RiPulseLine />} title={t('page.liveHint')}>
      {t('page.live')}
    </Chip>
  );
}

/** How much of it is loaded, and how fresh it is. @internal */
export function FleetFooter(props: { fleet: LoadedFleet }) {
  const { fleet } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.footer}>
      {fleet.moreError ? (
        <span role="alert" className={styles.footerError}>
          {t('fleet.moreFailed')}{' '}
          <Button
            size="small"
            variant="secondary"
            onPress={() => fleet.live.loadMore()}
          >
            {t('error.retry')}
          </Button>
        </span>
      ) : (
        <span>{words(fleet, t)}</span>
      )}
      <Freshness pollMs={fleet.pollMs} />
    </div>
  );
}
