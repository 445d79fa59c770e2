import { Link } from '@backstage/ui';
import type { RunView } from '@heal7/backstage-plugin-provisioning-common';
import { useAgo } from '../../hooks/useAgo';
import { refName, webAddress } from '../../model/names';
import { formatDuration } from '../../model/time';
import { useTranslation } from '../../translation';
import { RunPhaseChip } from '../PhaseChip';
import styles from './Run.module.css';

/** Who the schedule's runs are asked for by. */
const SCHEDULE = 'drift-check';

function tookSeconds({ planStarted, ended }: RunView['times']): number | null {
  return planStarted && ended
    ? (Date.parse(ended) - Date.parse(planStarted)) / 1000
    : null;
}

/** What a run is, who asked for it and who decided. @internal */
export function RunHeader(props: { run: RunView; level: 'h1' | 'h2' | 'h3' }) {
  const { run, level: Heading } = props;
  const { approval, requestedBy, reason } = run;
  const { t, language } = useTranslation();
  const ago = useAgo();
  const when = ago(run.times.queued);
  const took = tookSeconds(run.times);
  const external = webAddress(run.externalUrl);
  const decided = () => {
    if (!approval) {
      return null;
    }
    if (approval.by === null) {
      return t('run.approvedByRule');
    }
    return t(`run.${approval.decision}`, { who: refName(approval.by) });
  };
  const facts = [
    requestedBy === SCHEDULE
      ? t('run.schedule', { when })
      : t('run.requestedBy', { who: refName(requestedBy), when }),
    ...(took === null
      ? []
      : [t('run.took', { time: formatDuration(took, language) })]),
  ];
  return (
    <div>
      <div className={styles.header}>
        <Heading className={styles.title}>
          {t('run.title', {
            number: run.number,
            kind: t(`runKind.${run.kind}`),
          })}
        </Heading>
        {/* A change of it is news. */}
        <span role="status">
          <RunPhaseChip phase={run.phase} />
        </span>
        {external ? (
          <Link href={external} target="_blank" rel="noopener noreferrer">
            {t('run.external')}
          </Link>
        ) : null}
      </div>
      <p className={styles.facts}>{facts.join(', ')}</p>
      {reason ? (
        <p className={styles.facts}>{t('run.reason', { reason })}</p>
      ) : null}
      {approval ? (
        <p className={styles.facts}>
          {decided()}
          {approval.comment ? `: ${approval.comment}` : ''}
        </p>
      ) : null}
    </div>
  );
}
