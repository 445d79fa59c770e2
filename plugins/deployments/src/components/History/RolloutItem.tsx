import { useId, useState } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowGoBackLine,
  RiArrowRightLine,
  RiArrowRightSLine,
  RiEyeOffLine,
} from '@remixicon/react';
import type { RolloutRecord } from '@heal7/backstage-plugin-deployments-common';
import { refName, versionChange } from '../../model/fleetRow';
import { truncateMiddle } from '../../model/imageName';
import { formatDuration, formatMoment } from '../../model/time';
import { rolloutSeconds } from '../../model/timeline';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import { RolloutDetailView } from './RolloutDetailView';
import { RolloutVerdictChip } from './RolloutVerdictChip';
import styles from './History.module.css';

/** One rollout in a line or two; the rest of it unfolds. @internal */
export function RolloutItem(props: {
  entityRef: string;
  rollout: RolloutRecord;
  clusterTitle: string;
}) {
  const { entityRef, rollout, clusterTitle } = props;
  const { t, language } = useTranslation();
  const [open, setOpen] = useState(false);
  const detailId = useId();
  const now = Date.now();
  const { from, to, images } = versionChange(rollout);
  const started = formatMoment(rollout.startedAt, now, language);
  const duration = formatDuration(rolloutSeconds(rollout, now), language);
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.unfold}
          aria-expanded={open}
          aria-controls={open ? detailId : undefined}
          aria-label={t('history.open', {
            version: to,
            cluster: clusterTitle,
            time: started,
          })}
          onClick={() => setOpen(!open)}
        >
          {open ? (
            <RiArrowDownSLine size={18} aria-hidden="true" />
          ) : (
            <RiArrowRightSLine size={18} aria-hidden="true" />
          )}
        </button>
        <RolloutVerdictChip verdict={rollout.verdict} />
        <span className={styles.version} title={images}>
          {from ? (
            <>
              <span>{truncateMiddle(from, 24)}</span>
              <RiArrowRightLine size={12} aria-hidden="true" />
              <VisuallyHidden>{t('revision.becomes')}</VisuallyHidden>
            </>
          ) : null}
          <strong>{to ? truncateMiddle(to, 24) : t('revision.none')}</strong>
        </span>
        {rollout.rollback ? (
          <Chip
            tone="warning"
            icon={<RiArrowGoBackLine />}
            title={t('history.rollbackHint')}
          >
            {t('history.rollback')}
          </Chip>
        ) : null}
        {rollout.partial ? (
          <Chip icon={<RiEyeOffLine />} title={t('history.partialHint')}>
            {t('history.partial')}
          </Chip>
        ) : null}
        <time dateTime={rollout.startedAt} className={styles.when}>
          {started}
        </time>
      </div>
      <div className={styles.facts}>
        {[
          clusterTitle,
          rollout.environment,
          rollout.revision > 0
            ? t('history.revision', { number: rollout.revision })
            : null,
          t(
            rollout.verdict === 'running'
              ? 'history.sinceStart'
              : 'history.took',
            { duration },
          ),
          rollout.commit
            ? t('history.commit', { commit: rollout.commit.slice(0, 8) })
            : null,
          rollout.actors.length > 0
            ? t('history.by', {
                people: rollout.actors.map(refName).join(', '),
              })
            : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {open ? (
        <div id={detailId} className={styles.detail}>
          <RolloutDetailView entityRef={entityRef} id={rollout.id} />
        </div>
      ) : null}
    </li>
  );
}
