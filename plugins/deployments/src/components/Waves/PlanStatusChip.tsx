import type { ReactNode } from 'react';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiLoader4Line,
  RiStopCircleFill,
  RiTimerLine,
} from '@remixicon/react';
import type { WavePlanStatus } from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import type { Tone } from '../Chip';

const LOOKS: Record<WavePlanStatus, { tone: Tone; icon: ReactNode }> = {
  acting: { tone: 'info', icon: <RiLoader4Line /> },
  waiting: { tone: 'info', icon: <RiTimerLine /> },
  done: { tone: 'success', icon: <RiCheckboxCircleFill /> },
  stopped: { tone: 'danger', icon: <RiStopCircleFill /> },
  cancelled: { tone: 'neutral', icon: <RiCloseCircleFill /> },
};

/** What a plan is doing, in one word. @internal */
export function PlanStatusChip(props: { status: WavePlanStatus }) {
  const { tone, icon } = LOOKS[props.status];
  const { t } = useTranslation();
  return (
    <Chip tone={tone} icon={icon}>
      {t(`waves.status.${props.status}`)}
    </Chip>
  );
}
