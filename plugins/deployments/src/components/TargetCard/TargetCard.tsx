import { useId, useState } from 'react';
import { Box, Button } from '@backstage/ui';
import { RiTerminalBoxLine } from '@remixicon/react';
import type {
  ClusterStatus,
  DeploymentView,
} from '@heal7/backstage-plugin-deployments-common';
import { isStale } from '../../model/grouping';
import { revisionPair } from '../../model/revisions';
import { useTranslation } from '../../translation';
import { managerTool } from '../../model/manager';
import { ActionBar } from '../ActionBar';
import { AnalysisList } from '../AnalysisList';
import { Changes } from '../Changes';
import { ClusterNotice } from '../ClusterNotice';
import { Details } from '../Details';
import { Explanation } from '../Explanation';
import { FreezeNotice } from '../FreezeNotice';
import { GitOpsLine } from '../GitOpsLine';
import { LogsDialog } from '../LogsDialog';
import { MetricsPanel } from '../MetricsPanel';
import { PodStrip } from '../PodStrip';
import { RevisionChange } from '../RevisionChange';
import { Section } from '../Section';
import { StepList } from '../StepList';
import { TrafficBar } from '../TrafficBar';
import { ClusterTitle } from './ClusterTitle';
import { PhaseLine } from './PhaseLine';
import styles from './TargetCard.module.css';

/**
 * One rollout in one cluster.
 *
 * @param compact - whether pods, analysis and the rest are folded away at
 * first, for pages with many rollouts.
 * @internal
 */
export function TargetCard(props: {
  view: DeploymentView;
  cluster: ClusterStatus;
  compact: boolean;
}) {
  const { view, cluster, compact } = props;
  const { state, access } = view;
  const { t } = useTranslation();
  const titleId = useId();
  const [whole, setWhole] = useState(!compact);
  const [logs, setLogs] = useState(false);
  const stale = isStale(cluster);
  const revisions = state.revisions.filter(
    revision => revision.pods.length > 0 || revision.replicas.desired > 0,
  );
  const { step, managedBy } = state;
  return (
    <Box
      as="article"
      bg="neutral"
      className={`${styles.card} ${stale ? styles.stale : ''}`}
      aria-labelledby={titleId}
    >
      <header className={styles.header}>
        <ClusterTitle
          cluster={cluster}
          environment={view.environment}
          id={titleId}
        />
        <ActionBar view={view} cluster={cluster} />
      </header>
      <ClusterNotice cluster={cluster} />
      {access.freeze ? <FreezeNotice freeze={access.freeze} /> : null}
      <div className={styles.state}>
        <PhaseLine state={state} live={!stale} />
        {state.explanation ? (
          <Explanation explanation={state.explanation} />
        ) : null}
        <Section heading={t('revision.heading')}>
          <RevisionChange state={state} />
          {revisionPair(state).next ? <Changes state={state} /> : null}
          {managedBy && !state.gitOps ? (
            <span className={styles.muted}>
              {t('details.managedBy', {
                tool: managerTool(managedBy),
                name: managedBy.name,
              })}
            </span>
          ) : null}
        </Section>
        {state.gitOps ? (
          <Section heading={t('state.gitOps.heading')}>
            <GitOpsLine gitOps={state.gitOps} />
          </Section>
        ) : null}
        <Section heading={t('traffic.heading')}>
          <TrafficBar state={state} />
        </Section>
        {state.steps.length > 0 ? (
          <Section
            heading={t('step.heading')}
            aside={
              step && !state.aborted ? (
                <span>
                  {step.index < step.total
                    ? t('step.short', {
                        current: step.index + 1,
                        total: step.total,
                      })
                    : t('step.allDone', { total: step.total })}
                </span>
              ) : null
            }
          >
            <StepList state={state} live={!stale} />
          </Section>
        ) : null}
        {whole ? (
          <>
            <Section
              heading={t('pods.heading')}
              aside={
                access.logs && revisions.some(r => r.pods.length > 0) ? (
                  <Button
                    size="small"
                    variant="tertiary"
                    className={styles.logs}
                    iconStart={<RiTerminalBoxLine />}
                    aria-label={t('pods.logsOf', { name: state.name })}
                    onPress={() => setLogs(true)}
                  >
                    {t('pods.logs')}
                  </Button>
                ) : null
              }
            >
              {revisions.length > 0
                ? revisions.map(revision => (
                    <PodStrip key={revision.hash} revision={revision} />
                  ))
                : t('pods.none')}
            </Section>
            <Section heading={t('metrics.heading')}>
              <MetricsPanel state={state} />
            </Section>
            {state.analysis.length > 0 ? (
              <Section heading={t('analysis.heading')}>
                <AnalysisList runs={state.analysis} />
              </Section>
            ) : null}
            <Details state={state} />
          </>
        ) : null}
        {compact ? (
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={whole}
            onPress={() => setWhole(!whole)}
          >
            {t(whole ? 'details.collapse' : 'details.expand')}
          </Button>
        ) : null}
      </div>
      {logs ? (
        <LogsDialog
          state={state}
          cluster={cluster}
          onClose={() => setLogs(false)}
        />
      ) : null}
    </Box>
  );
}
