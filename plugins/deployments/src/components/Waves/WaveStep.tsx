import type { ReactNode } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import {
  RiCheckboxCircleFill,
  RiCheckLine,
  RiCircleLine,
  RiCloseCircleFill,
  RiLoader4Line,
  RiStopCircleFill,
  RiTimerLine,
} from '@remixicon/react';
import type {
  DeploymentTargetRef,
  Wave,
  WavePlan,
  WaveTargetProgress,
} from '@heal7/backstage-plugin-deployments-common';
import { useClockOffset } from '../../hooks/useServerNow';
import { formatDuration, formatMoment } from '../../model/time';
import { targetKey } from '../../model/replaceState';
import { soakEndsAt, waveProgress } from '../../model/waves';
import type { WaveProgress } from '../../model/waves';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import type { Tone } from '../Chip';
import { Countdown } from '../Countdown';
import styles from './Waves.module.css';

const ICONS: Record<WaveProgress, ReactNode> = {
  upcoming: <RiCircleLine />,
  acting: <RiLoader4Line />,
  soaking: <RiTimerLine />,
  through: <RiCheckboxCircleFill />,
  stopped: <RiStopCircleFill />,
  cancelled: <RiCloseCircleFill />,
  never: <RiCircleLine />,
};

const TARGETS: Record<WaveTargetProgress, { tone: Tone; icon: ReactNode }> = {
  pending: { tone: 'neutral', icon: <RiCircleLine /> },
  acting: { tone: 'info', icon: <RiLoader4Line /> },
  rolling: { tone: 'info', icon: <RiLoader4Line /> },
  healthy: { tone: 'success', icon: <RiCheckLine /> },
};

/** How long a wave has to be healthy, and how much of that is over. */
function Soak(props: { wave: Wave; counted: boolean }) {
  const { wave, counted } = props;
  const { t, language } = useTranslation();
  const now = Date.now() + useClockOffset();
  if (wave.endedAt) {
    return (
      <span>
        {t('waves.through', {
          time: formatMoment(wave.endedAt, now, language),
        })}
      </span>
    );
  }
  if (wave.healthyForSeconds === 0) {
    return <span>{t('waves.soakNone')}</span>;
  }
  const duration = formatDuration(wave.healthyForSeconds, language);
  const endsAt = counted ? soakEndsAt(wave) : null;
  return (
    <span>
      {endsAt === null && wave.soakedSeconds > 0
        ? t('waves.soaked', {
            soaked: formatDuration(wave.soakedSeconds, language),
            duration,
          })
        : t('waves.soak', { duration })}
      {endsAt ? (
        <>
          {' · '}
          <Countdown endsAt={endsAt} />
        </>
      ) : null}
    </span>
  );
}

/** One wave of a plan: its targets, and how far it is. @internal */
export function WaveStep(props: {
  plan: WavePlan;
  index: number;
  nameOf: (target: DeploymentTargetRef) => string;
}) {
  const { plan, index, nameOf } = props;
  const { t, language } = useTranslation();
  const now = Date.now() + useClockOffset();
  const wave = plan.waves[index];
  const progress = waveProgress(plan, index);
  const current = progress === 'acting' || progress === 'soaking';
  return (
    <li className={styles.step} aria-current={current ? 'step' : undefined}>
      <span className={styles.icon} data-progress={progress} aria-hidden="true">
        {ICONS[progress]}
      </span>
      <div className={styles.about}>
        <span className={styles.line}>
          <strong>{t('waves.wave', { number: index + 1 })}</strong>
          <span>{t(`waves.progress.${progress}`)}</span>
        </span>
        <ul className={styles.places}>
          {wave.targets.map(({ target, progress: at, actedAt }) => (
            <li key={targetKey(target)} className={styles.line}>
              <span className={styles.name}>{nameOf(target)}</span>
              <VisuallyHidden>: </VisuallyHidden>
              <Chip tone={TARGETS[at].tone} icon={TARGETS[at].icon}>
                {t(`waves.target.${at}`)}
              </Chip>
              {actedAt ? (
                <span className={styles.muted}>
                  {t('waves.actedAt', {
                    time: formatMoment(actedAt, now, language),
                  })}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
        <span className={styles.muted}>
          <Soak wave={wave} counted={progress === 'soaking' && !plan.hold} />
        </span>
      </div>
    </li>
  );
}
