import type { ReactNode } from 'react';
import {
  RiCheckboxCircleFill,
  RiErrorWarningFill,
  RiLoader4Line,
  RiPauseCircleFill,
  RiQuestionFill,
  RiStopCircleFill,
} from '@remixicon/react';
import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import { phaseName } from '../../model/phase';
import type { PhaseName } from '../../model/phase';
import { Chip } from '../Chip';
import type { Tone } from '../Chip';

const LOOKS: Record<PhaseName, { tone: Tone; icon: ReactNode }> = {
  healthy: { tone: 'success', icon: <RiCheckboxCircleFill /> },
  progressing: { tone: 'info', icon: <RiLoader4Line /> },
  paused: { tone: 'warning', icon: <RiPauseCircleFill /> },
  degraded: { tone: 'danger', icon: <RiErrorWarningFill /> },
  aborted: { tone: 'danger', icon: <RiStopCircleFill /> },
  unknown: { tone: 'neutral', icon: <RiQuestionFill /> },
};

/** The sign of a phase, for where its name stands beside it. @internal */
export function PhaseIcon(props: { phase: PhaseName }) {
  return <>{LOOKS[props.phase].icon}</>;
}

/** What the rollout is doing, in one word. @internal */
export function PhaseChip(props: {
  state: Pick<DeploymentState, 'phase' | 'aborted'>;
}) {
  const { t } = useTranslation();
  const name = phaseName(props.state);
  return (
    <Chip tone={LOOKS[name].tone} icon={LOOKS[name].icon}>
      {t(`phase.${name}`)}
    </Chip>
  );
}
