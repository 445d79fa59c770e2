import type { ReactNode } from 'react';
import {
  RiArrowGoBackLine,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiDeleteBin6Line,
  RiErrorWarningFill,
  RiFileList3Line,
  RiGitBranchLine,
  RiHistoryLine,
  RiHourglassLine,
  RiLoader4Line,
  RiPlugLine,
  RiTimeLine,
} from '@remixicon/react';
import type {
  RunPhase,
  StackPhase,
} from '@heal7/backstage-plugin-provisioning-common';
import { useTranslation } from '../translation';
import { Chip } from './Chip';
import type { Tone } from './Chip';

interface Look {
  tone: Tone;
  icon: ReactNode;
}

const FAILED: Look = { tone: 'danger', icon: <RiErrorWarningFill /> };
const CUT_OFF: Look = { tone: 'danger', icon: <RiPlugLine /> };
const WAITS: Look = { tone: 'warning', icon: <RiHourglassLine /> };
const WORKS: Look = { tone: 'info', icon: <RiLoader4Line /> };
const DONE: Look = { tone: 'success', icon: <RiCheckboxCircleFill /> };

const STACK_LOOKS: Record<StackPhase, Look> = {
  requested: { tone: 'neutral', icon: <RiFileList3Line /> },
  planning: WORKS,
  'awaiting-approval': WAITS,
  applying: WORKS,
  applied: DONE,
  failed: FAILED,
  interrupted: CUT_OFF,
  drifted: { tone: 'warning', icon: <RiGitBranchLine /> },
  destroying: { tone: 'danger', icon: <RiLoader4Line /> },
  destroyed: { tone: 'neutral', icon: <RiDeleteBin6Line /> },
  reset: { tone: 'warning', icon: <RiArrowGoBackLine /> },
};

const RUN_LOOKS: Record<RunPhase, Look> = {
  queued: { tone: 'neutral', icon: <RiTimeLine /> },
  planning: WORKS,
  'awaiting-approval': WAITS,
  approved: { tone: 'info', icon: <RiTimeLine /> },
  applying: WORKS,
  succeeded: DONE,
  failed: FAILED,
  cancelled: { tone: 'neutral', icon: <RiCloseCircleFill /> },
  rejected: { tone: 'neutral', icon: <RiCloseCircleFill /> },
  stale: { tone: 'warning', icon: <RiHistoryLine /> },
  interrupted: CUT_OFF,
};

/** Where a stack stands, in a word. @internal */
export function StackPhaseChip(props: { phase: StackPhase }) {
  const { t } = useTranslation();
  return <Chip {...STACK_LOOKS[props.phase]}>{t(`phase.${props.phase}`)}</Chip>;
}

/** Where a run stands, in a word. @internal */
export function RunPhaseChip(props: { phase: RunPhase }) {
  const { t } = useTranslation();
  return (
    <Chip {...RUN_LOOKS[props.phase]}>{t(`runPhase.${props.phase}`)}</Chip>
  );
}
