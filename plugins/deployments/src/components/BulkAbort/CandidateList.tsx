import type { AbortCandidate } from '@heal7/backstage-plugin-deployments-common';
import { refName } from '../../model/fleetRow';
import { imageVersion, parseImage } from '../../model/imageName';
import { targetKey } from '../../model/replaceState';
import { useTranslation } from '../../translation';
import { PhaseChip } from '../PhaseChip';
import styles from './BulkAbort.module.css';

/** What would be aborted, or would not and why. @internal */
export function CandidateList(props: {
  items: AbortCandidate[];
  label: string;
}) {
  const { items, label } = props;
  const { t } = useTranslation();
  return (
    <ul className={styles.list} aria-label={label}>
      {items.map(item => {
        const { target, entityRef, phase, images, stale, refusal } = item;
        return (
          <li key={targetKey(target)} className={styles.item}>
            <span className={styles.line}>
              <strong title={entityRef}>{refName(entityRef)}</strong>
              <span>
                {images[0] ? imageVersion(parseImage(images[0])) : ''}
              </span>
              <PhaseChip state={{ phase, aborted: false }} />
            </span>
            <span className={styles.muted}>
              {[target.cluster, target.namespace, target.name].join(' · ')}
            </span>
            {refusal ? (
              <span className={styles.muted}>
                {t(`emergency.refusal.${refusal.code}`)}
              </span>
            ) : null}
            {stale ? (
              <span className={styles.muted}>{t('emergency.stale')}</span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
