import { Box, Text } from '@backstage/ui';
import type { Entity } from '@backstage/catalog-model';
import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import { ENTITY_ANNOTATIONS } from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import { ClusterNotice } from '../ClusterNotice';
import { CopyButton } from '../CopyButton';
import styles from './EmptyState.module.css';

/** The entity is linked to nothing yet: says how to link it. @internal */
export function UnselectedState(props: { entity: Entity }) {
  const { t } = useTranslation();
  const snippet = [
    'metadata:',
    '  annotations:',
    `    ${ENTITY_ANNOTATIONS.kubernetesId}: ${props.entity.metadata.name}`,
  ].join('\n');
  return (
    <Box bg="neutral" className={styles.empty}>
      <Text as="h2" variant="title-x-small">
        {t('empty.unselected')}
      </Text>
      <p className={styles.text}>{t('empty.unselectedHint')}</p>
      <pre
        className={styles.snippet}
        role="group"
        aria-label={t('empty.snippet')}
      >
        {snippet}
      </pre>
      <CopyButton
        text={snippet}
        label={t('empty.copy')}
        copied={t('empty.copied')}
      />
    </Box>
  );
}

/** Nothing was found: says what was searched for, and where. @internal */
export function EmptyState(props: {
  entity: Entity;
  clusters: ClusterStatus[];
}) {
  const { entity, clusters } = props;
  const { t } = useTranslation();
  const annotations = entity.metadata.annotations ?? {};
  const id = annotations[ENTITY_ANNOTATIONS.kubernetesId];
  const selector =
    annotations[ENTITY_ANNOTATIONS.labelSelector] ??
    `${ENTITY_ANNOTATIONS.kubernetesId}=${id ?? ''}`;
  const namespace = annotations[ENTITY_ANNOTATIONS.namespace];
  const names = annotations[ENTITY_ANNOTATIONS.rollout];
  const where = [
    namespace ? t('empty.namespace', { namespace }) : t('empty.anyNamespace'),
    ...(names ? [t('empty.named', { names })] : []),
    ...(clusters.length > 0
      ? [clusters.map(({ title }) => title).join(', ')]
      : []),
  ].join(', ');
  return (
    <Box bg="neutral" className={styles.empty}>
      <Text as="h2" variant="title-x-small">
        {t('empty.none')}
      </Text>
      <p className={styles.text}>{t('empty.noneHint', { selector, where })}</p>
      <p className={styles.text}>
        {t(clusters.length > 0 ? 'empty.noneNext' : 'empty.noClusters')}
      </p>
      {clusters.map(cluster =>
        cluster.condition === 'watching' &&
        cluster.problems.length === 0 ? null : (
          <div key={cluster.name}>
            <h3 className={styles.cluster}>{cluster.title}</h3>
            <ClusterNotice cluster={cluster} />
          </div>
        ),
      )}
    </Box>
  );
}
