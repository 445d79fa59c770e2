import type { DeploymentRevision } from '@heal7/backstage-plugin-deployments-common';
import { groupPods, podCondition, POD_DOT_LIMIT } from '../../model/pods';
import {
  imageVersion,
  parseImage,
  truncateMiddle,
} from '../../model/imageName';
import { useTranslation } from '../../translation';
import { PodBar } from './PodBar';
import styles from './PodStrip.module.css';

/**
 * The pods of one revision: a mark for each, or one bar when there are too
 * many to tell apart, and what is wrong in words.
 *
 * @internal
 */
export function PodStrip(props: { revision: DeploymentRevision }) {
  const { revision } = props;
  const { t } = useTranslation();
  const { ready, desired } = revision.replicas;
  const groups = groupPods(revision.pods);
  const troubles = groups.filter(group => group.condition !== 'ready');
  const [image] = revision.images;
  return (
    <div className={styles.strip}>
      <div className={styles.line}>
        <span className={styles.role}>{t(`role.${revision.role}`)}</span>
        <span className={styles.version}>
          {truncateMiddle(
            image ? imageVersion(parseImage(image)) : revision.hash,
            28,
          )}
        </span>
        <span className={styles.ready}>
          {t('pods.ready', { ready, desired })}
        </span>
      </div>
      {revision.pods.length > POD_DOT_LIMIT ? (
        <PodBar groups={groups} total={revision.pods.length} />
      ) : (
        <ul
          className={styles.dots}
          aria-label={t('pods.readyLong', { ready, desired })}
        >
          {revision.pods.map(pod => {
            const condition = podCondition(pod);
            const words = t(`pods.condition.${condition}`);
            const said = [
              pod.reason
                ? t('pods.podReason', {
                    name: pod.name,
                    condition: words,
                    reason: pod.reason,
                  })
                : t('pods.pod', { name: pod.name, condition: words }),
              ...(pod.restarts > 0
                ? [t('pods.restarts', { count: pod.restarts })]
                : []),
            ].join(', ');
            return (
              <li key={pod.name}>
                <span
                  role="img"
                  aria-label={said}
                  title={said}
                  className={`${styles.dot} ${styles[condition]}`}
                />
              </li>
            );
          })}
        </ul>
      )}
      {troubles.length > 0 ? (
        <span
          className={
            groups.some(group => group.condition === 'failed')
              ? styles.failing
              : styles.troubles
          }
        >
          {troubles
            .map(({ reason, count }) => `${count} × ${reason}`)
            .join(' · ')}
        </span>
      ) : null}
    </div>
  );
}
