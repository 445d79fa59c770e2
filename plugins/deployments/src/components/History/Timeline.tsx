import type { RolloutDetail } from '@heal7/backstage-plugin-deployments-common';
import { formatMoment } from '../../model/time';
import { timelineOf } from '../../model/timeline';
import type { TimelineEntry } from '../../model/timeline';
import { useTranslation } from '../../translation';
import { PhaseChip } from '../PhaseChip';
import styles from './History.module.css';

function Entry(props: { entry: TimelineEntry }) {
  const { entry } = props;
  const { t } = useTranslation();
  if (entry.kind === 'step') {
    return (
      <span>
        {t('history.step', {
          current: entry.index + 1,
          total: entry.total,
          label: entry.label,
        })}
      </span>
    );
  }
  return (
    <>
      <PhaseChip state={{ phase: entry.phase, aborted: false }} />
      <span className={styles.muted}>{entry.message}</span>
    </>
  );
}

/** Phases and steps in the order in which they came. @internal */
export function Timeline(props: { rollout: RolloutDetail }) {
  const { t, language } = useTranslation();
  const now = Date.now();
  return (
    <ol className={styles.timeline} aria-label={t('history.timeline')}>
      {timelineOf(props.rollout).map((entry, index) => (
        <li key={index} className={styles.moment}>
          <time dateTime={entry.at} className={styles.muted}>
            {formatMoment(entry.at, now, language)}
          </time>
          <span className={styles.happened}>
            <Entry entry={entry} />
          </span>
        </li>
      ))}
    </ol>
  );
}
