import { useId } from 'react';
import { Box } from '@backstage/ui';
import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import { ClusterNotice } from '../ClusterNotice';
import { ClusterTitle } from './ClusterTitle';
import styles from './TargetCard.module.css';

/** A cluster in which the rollout was looked for and is not. @internal */
export function AbsentCard(props: {
  cluster: ClusterStatus;
  namespace: string;
  name: string;
}) {
  const { cluster, namespace, name } = props;
  const { t } = useTranslation();
  const titleId = useId();
  return (
    <Box
      as="article"
      bg="neutral"
      className={`${styles.card} ${styles.absent}`}
      aria-labelledby={titleId}
    >
      <header className={styles.header}>
        <ClusterTitle cluster={cluster} id={titleId} />
      </header>
      <ClusterNotice cluster={cluster} />
      {cluster.condition === 'watching' ? (
        <>
          <p className={styles.reason}>{t('cluster.notHere')}</p>
          <p className={styles.muted}>
            {t('cluster.notHereHint', { namespace, name })}
          </p>
        </>
      ) : null}
    </Box>
  );
}
