import type { ReactNode } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import {
  RiCheckLine,
  RiFileCopy2Line,
  RiFlaskLine,
  RiLineChartLine,
  RiPercentLine,
  RiPlugLine,
  RiQuestionLine,
  RiRouteLine,
  RiStackLine,
  RiTimerLine,
  RiUserLine,
} from '@remixicon/react';
import type {
  DeploymentState,
  DeploymentStep,
} from '@heal7/backstage-plugin-deployments-common';
import { stepViews } from '../../model/steps';
import type { StepView } from '../../model/steps';
import { formatDuration } from '../../model/time';
import { useTranslation } from '../../translation';
import { Countdown } from '../Countdown';
import styles from './StepList.module.css';

const ICONS: Record<DeploymentStep['kind'], ReactNode> = {
  'set-weight': <RiPercentLine />,
  pause: <RiTimerLine />,
  'set-canary-scale': <RiStackLine />,
  'set-header-route': <RiRouteLine />,
  'set-mirror-route': <RiFileCopy2Line />,
  analysis: <RiLineChartLine />,
  experiment: <RiFlaskLine />,
  plugin: <RiPlugLine />,
  unknown: <RiQuestionLine />,
};

function iconOf(view: StepView) {
  if (view.progress === 'done') {
    return <RiCheckLine />;
  }
  return view.label.key === 'step.pauseForever' ? (
    <RiUserLine />
  ) : (
    ICONS[view.kind]
  );
}

/**
 * All steps in their order, the done ones ticked and the current one marked,
 * with the time left when it is a timed pause.
 *
 * @param live - false when the state may be old: its pause is then not counted.
 * @internal
 */
export function StepList(props: { state: DeploymentState; live: boolean }) {
  const { state, live } = props;
  const { t, say, language } = useTranslation();
  const views = stepViews(state, seconds => formatDuration(seconds, language));
  if (views.length === 0) {
    return <span className={styles.none}>{t('step.none')}</span>;
  }
  const endsAt = live ? state.pause?.endsAt : null;
  return (
    <ol className={styles.steps} aria-label={t('step.heading')}>
      {views.map(view => (
        <li
          key={view.index}
          className={`${styles.step} ${styles[view.progress]}`}
          aria-current={view.progress === 'current' ? 'step' : undefined}
        >
          <span className={styles.icon} aria-hidden="true">
            {iconOf(view)}
          </span>
          <span className={styles.label}>
            {say(view.label)}
            <VisuallyHidden>, {t(`step.${view.progress}`)}</VisuallyHidden>
          </span>
          {view.progress === 'current' && view.kind === 'pause' && endsAt ? (
            <Countdown endsAt={endsAt} />
          ) : null}
        </li>
      ))}
    </ol>
  );
}
