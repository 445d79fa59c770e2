import type { ReactNode } from 'react';
import {
  RiCheckLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiQuestionLine,
  RiTimerLine,
} from '@remixicon/react';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import type { Tone } from '../Chip';

const LOOKS = {
  Successful: { tone: 'success', icon: <RiCheckLine /> },
  Failed: { tone: 'danger', icon: <RiCloseCircleLine /> },
  Error: { tone: 'danger', icon: <RiCloseCircleLine /> },
  Inconclusive: { tone: 'warning', icon: <RiQuestionLine /> },
  Running: { tone: 'info', icon: <RiLoader4Line /> },
  Pending: { tone: 'neutral', icon: <RiTimerLine /> },
} satisfies Record<string, { tone: Tone; icon: ReactNode }>;

const isKnown = (phase: string): phase is keyof typeof LOOKS =>
  Object.hasOwn(LOOKS, phase);

/** The engine's verdict; a word we do not know is shown as it is. @internal */
export function VerdictChip(props: { phase: string }) {
  const { phase } = props;
  const { t } = useTranslation();
  return isKnown(phase) ? (
    <Chip tone={LOOKS[phase].tone} icon={LOOKS[phase].icon}>
      {t(`verdict.${phase}`)}
    </Chip>
  ) : (
    <Chip icon={<RiQuestionLine />}>{phase}</Chip>
  );
}
