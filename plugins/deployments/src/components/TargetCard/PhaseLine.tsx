import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import { useClockOffset } from '../../hooks/useServerNow';
import { phaseReason } from '../../model/phase';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import { Countdown } from '../Countdown';
import { PhaseChip } from '../PhaseChip';
import styles from './TargetCard.module.css';

/**
 * The phase with its reason, and how long a pause still lasts.
 *
 * @param live - false when the state may be old: the end is then told, not
 * counted.
 * @internal
 */
export function PhaseLine(props: { state: DeploymentState; live: boolean }) {
  const { state, live } = props;
  const { t, say, language } = useTranslation();
  const now = Date.now() + useClockOffset();
  const reason = phaseReason(state);
  const endsAt = state.pause?.endsAt;
  const needsPerson =
    state.phase === 'paused' && state.pause !== null && !endsAt;
  return (
    <div className={styles.phase}>
      <PhaseChip state={state} />
      {reason && !state.explanation ? (
        <span className={styles.reason}>
          {typeof reason === 'string' ? reason : say(reason)}
        </span>
      ) : null}
      {endsAt && live ? <Countdown endsAt={endsAt} /> : null}
      {endsAt && !live ? (
        <span>
          {t('pause.endsAt', { time: formatMoment(endsAt, now, language) })}
        </span>
      ) : null}
      {needsPerson &&
      !state.explanation &&
      state.pause?.reason === 'CanaryPauseStep' ? (
        <span className={styles.muted}>{t('pause.needsPerson')}</span>
      ) : null}
    </div>
  );
}
