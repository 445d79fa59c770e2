import type { ReactNode } from 'react';
import type { RolloutVerdict } from '@heal7/backstage-plugin-deployments-common';
import {
  RiCheckboxCircleFill,
  RiDeleteBinLine,
  RiLoader4Line,
  RiSkipForwardFill,
  RiStopCircleFill,
} from '@remixicon/react';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import type { Tone } from '../Chip';

const LOOKS: Record<RolloutVerdict, { tone: Tone; icon: ReactNode }> = {
  running: { tone: 'info', icon: <RiLoader4Line /> },
  promoted: { tone: 'success', icon: <RiCheckboxCircleFill /> },
  aborted: { tone: 'danger', icon: <RiStopCircleFill /> },
  superseded: { tone: 'neutral', icon: <RiSkipForwardFill /> },
  removed: { tone: 'neutral', icon: <RiDeleteBinLine /> },
};

/** How a rollout ended, in one word. @internal */
export function RolloutVerdictChip(props: { verdict: RolloutVerdict }) {
  const { verdict } = props;
  const { t } = useTranslation();
  return (
    <Chip tone={LOOKS[verdict].tone} icon={LOOKS[verdict].icon}>
      {t(`history.verdict.${verdict}`)}
    </Chip>
  );
}
