import type { ActRecord } from '@heal7/backstage-plugin-deployments-common';
import { ACTION_LABEL } from '../../model/actionWords';
import { refName } from '../../model/fleetRow';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import styles from './History.module.css';

/** Who did what, when and why. @internal */
export function ActList(props: { acts: ActRecord[] }) {
  const { acts } = props;
  const { t, language } = useTranslation();
  const now = Date.now();
  if (acts.length === 0) {
    return <p className={styles.none}>{t('history.noActs')}</p>;
  }
  return (
    <ol className={styles.timeline} aria-label={t('history.acts')}>
      {acts.map(act => (
        <li key={act.id} className={styles.moment}>
          <time dateTime={act.at} className={styles.muted}>
            {formatMoment(act.at, now, language)}
          </time>
          <span className={styles.happened}>
            <span title={act.actor}>
              {t('history.act', {
                action: t(ACTION_LABEL[act.action]),
                actor: refName(act.actor),
              })}
            </span>
            {act.outcome === 'done' ? null : (
              <span className={styles.muted}>
                {t(`history.outcome.${act.outcome}`)}
                {act.message ? `: ${act.message}` : ''}
              </span>
            )}
            <q className={act.reason ? styles.reason : styles.noReason}>
              {act.reason || t('history.noReason')}
            </q>
          </span>
        </li>
      ))}
    </ol>
  );
}
