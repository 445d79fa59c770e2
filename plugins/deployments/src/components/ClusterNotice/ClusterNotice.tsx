import { Alert } from '@backstage/ui';
import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import { useClockOffset } from '../../hooks/useServerNow';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import type { Translation } from '../../translation';
import styles from './ClusterNotice.module.css';

function notice(
  cluster: ClusterStatus,
  moment: (time: string) => string,
  { t }: Translation,
): { title: string; parts: string[] } | null {
  const known = cluster.lastSyncedAt
    ? t('cluster.lastKnown', { time: moment(cluster.lastSyncedAt) })
    : t('cluster.nothingKnown');
  const since = { time: moment(cluster.since) };
  switch (cluster.condition) {
    case 'unreachable':
      return {
        title: t('cluster.unreachable', since),
        parts: [known, cluster.message],
      };
    case 'unowned':
      return {
        title: t('cluster.unowned', since),
        parts: [known, cluster.message || t('cluster.unownedHint')],
      };
    case 'not-watchable':
      return { title: t('cluster.notWatchable'), parts: [cluster.message] };
    case 'connecting':
      return {
        title: t('cluster.connecting'),
        parts: [cluster.message || t('cluster.connectingHint')],
      };
    default:
      return null;
  }
}

/** What keeps a cluster from being seen live and whole; nothing when it is. @internal */
export function ClusterNotice(props: { cluster: ClusterStatus }) {
  const { cluster } = props;
  const translation = useTranslation();
  const now = Date.now() + useClockOffset();
  const { t, language } = translation;
  const said = notice(
    cluster,
    time => formatMoment(time, now, language),
    translation,
  );
  return (
    <>
      {said ? (
        <Alert
          className={styles.notice}
          status={cluster.condition === 'connecting' ? 'info' : 'warning'}
          icon
          title={said.title}
          description={said.parts.filter(Boolean).join(' ')}
        />
      ) : null}
      {cluster.problems.length > 0 ? (
        <Alert
          className={styles.notice}
          status="warning"
          icon
          title={t('cluster.problems')}
          description={cluster.problems
            .map(problem => t('cluster.problem', problem))
            .join(' · ')}
        />
      ) : null}
    </>
  );
}
