import {
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiQuestionLine,
} from '@remixicon/react';
import type { DeploymentGitOps } from '@heal7/backstage-plugin-deployments-common';
import { truncateMiddle } from '../../model/imageName';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import type { Tone } from '../Chip';
import styles from './GitOpsLine.module.css';

const SYNC: Record<
  DeploymentGitOps['sync'],
  { tone: Tone; Icon: typeof RiQuestionLine }
> = {
  synced: { tone: 'success', Icon: RiCheckboxCircleLine },
  'out-of-sync': { tone: 'warning', Icon: RiErrorWarningLine },
  unknown: { tone: 'neutral', Icon: RiQuestionLine },
};
const TOOLS: Record<DeploymentGitOps['tool'], string> = {
  'argo-cd': 'Argo CD',
  flux: 'Flux',
};
const REVISION_LENGTH = 24;

/** What the GitOps tool says of the workload that it manages. @internal */
export function GitOpsLine(props: { gitOps: DeploymentGitOps }) {
  const { tool, name, namespace, sync, health, revision, message, selfHeal } =
    props.gitOps;
  const { t } = useTranslation();
  const { tone, Icon } = SYNC[sync];
  return (
    <div className={styles.line}>
      <Chip tone={tone} icon={<Icon />} title={message || undefined}>
        {t(`state.gitOps.${sync}`)}
      </Chip>
      {health ? <Chip>{health}</Chip> : null}
      <span title={`${namespace}/${name}`}>
        {TOOLS[tool]}: {name}
      </span>
      {revision ? (
        <span className={styles.muted} title={revision}>
          {t('state.gitOps.at', {
            revision: truncateMiddle(revision, REVISION_LENGTH),
          })}
        </span>
      ) : null}
      {selfHeal ? (
        <span className={styles.muted}>{t('state.gitOps.selfHeal')}</span>
      ) : null}
      {message ? <span className={styles.muted}>{message}</span> : null}
    </div>
  );
}
