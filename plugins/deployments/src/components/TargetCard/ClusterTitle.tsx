import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import styles from './TargetCard.module.css';

/** The cluster's name, marked when nothing real runs in it. @internal */
export function ClusterTitle(props: {
  cluster: ClusterStatus;
  /** Null where it is not known what the cluster is for. */
  environment?: string | null;
  id: string;
}) {
  const { cluster, environment, id } = props;
  const { t } = useTranslation();
  return (
    <span className={styles.cluster}>
      <h3 id={id} className={styles.title} title={cluster.name}>
        {cluster.title}
      </h3>
      {environment ? <Chip>{environment}</Chip> : null}
      {cluster.demo ? <Chip title={t('demoHint')}>{t('demo')}</Chip> : null}
    </span>
  );
}
