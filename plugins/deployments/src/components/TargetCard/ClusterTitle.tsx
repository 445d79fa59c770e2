import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import styles from './TargetCard.module.css';

/** The cluster's name, marked when nothing real runs in it. @internal */
export function ClusterTitle(props: { cluster: ClusterStatus; id: string }) {
  const { cluster, id } = props;
  const { t } = useTranslation();
  return (
    <span className={styles.cluster}>
      <h3 id={id} className={styles.title} title={cluster.name}>
        {cluster.title}
      </h3>
      {cluster.demo ? <Chip title={t('demoHint')}>{t('demo')}</Chip> : null}
    </span>
  );
}
