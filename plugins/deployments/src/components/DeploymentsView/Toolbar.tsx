import { ButtonIcon } from '@backstage/ui';
import { RiPulseLine, RiRefreshLine, RiTimerLine } from '@remixicon/react';
import { POLL_MS } from '../../hooks/LiveDeployments';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import styles from './DeploymentsView.module.css';

/** How much there is, how fresh it is, and a button to ask again. @internal */
export function Toolbar(props: {
  rollouts: number;
  clusters: number;
  pollMs: number;
  updatedAt: number | null;
  onRefresh: () => void;
}) {
  const { rollouts, clusters, pollMs, updatedAt, onRefresh } = props;
  const { t, language } = useTranslation();
  const polling = pollMs <= POLL_MS;
  return (
    <div className={styles.toolbar}>
      <span className={styles.summary}>
        {t('page.summary', {
          rollouts: t('page.rollouts', { count: rollouts }),
          clusters: t('page.clusters', { count: clusters }),
        })}
      </span>
      <span className={styles.freshness}>
        {polling ? (
          <Chip icon={<RiTimerLine />} title={t('page.pollingHint')}>
            {t('page.polling', { seconds: pollMs / 1000 })}
          </Chip>
        ) : (
          <Chip
            tone="success"
            icon={<RiPulseLine />}
            title={t('page.liveHint')}
          >
            {t('page.live')}
          </Chip>
        )}
        {updatedAt !== null ? (
          <span className={styles.muted}>
            {t('page.updated', {
              time: formatMoment(
                new Date(updatedAt).toISOString(),
                Date.now(),
                language,
              ),
            })}
          </span>
        ) : null}
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiRefreshLine />}
          aria-label={t('page.refresh')}
          onPress={onRefresh}
        />
      </span>
    </div>
  );
}
