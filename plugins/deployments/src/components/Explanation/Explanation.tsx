import { RiErrorWarningLine, RiTimeLine, RiUserLine } from '@remixicon/react';
import type { DeploymentExplanation } from '@heal7/backstage-plugin-deployments-common';
import { useClockOffset } from '../../hooks/useServerNow';
import { explanationText } from '../../model/explanation';
import { useTranslation } from '../../translation';
import styles from './Explanation.module.css';

const ICONS: Record<DeploymentExplanation['severity'], typeof RiTimeLine> = {
  wait: RiTimeLine,
  person: RiUserLine,
  problem: RiErrorWarningLine,
};

/** Why a rollout is not moving, in one sentence. @internal */
export function Explanation(props: { explanation: DeploymentExplanation }) {
  const { explanation } = props;
  const translation = useTranslation();
  const now = Date.now() + useClockOffset();
  const { text, said } = explanationText(explanation, translation, now);
  const Icon = ICONS[explanation.severity];
  return (
    <div
      role="note"
      aria-label={translation.t('state.whyLabel')}
      className={styles.explanation}
      data-severity={explanation.severity}
    >
      <span className={styles.icon} aria-hidden="true">
        <Icon size={18} />
      </span>
      <div className={styles.words}>
        <p className={styles.text}>{text}</p>
        {said ? <q className={styles.said}>{said}</q> : null}
      </div>
    </div>
  );
}
