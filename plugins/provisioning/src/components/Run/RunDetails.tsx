import { hasEnded } from '@heal7/backstage-plugin-provisioning-common';
import type { RunView } from '@heal7/backstage-plugin-provisioning-common';
import { useModules } from '../../hooks/useModules';
import { usePlan } from '../../hooks/useRun';
import { useRunLog } from '../../hooks/useRunLog';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';
import { Progress } from '../Log/Progress';
import { RunLog } from '../Log/RunLog';
import { Findings } from '../Plan/Findings';
import { PlanCost } from '../Plan/PlanCost';
import { PlanView } from '../Plan/PlanView';
import { Decision } from './Decision';
import { Part } from './Part';
import { RunHeader } from './RunHeader';
import { RunOutcome } from './RunOutcome';
import styles from './Run.module.css';

/** What comes next, where nothing else on the page says so. */
const NEXT: Partial<Record<RunView['phase'], MessageKey>> = {
  queued: 'run.queuedHint',
  planning: 'run.planningHint',
  approved: 'run.approvedHint',
};

/** A run as a whole: what waits, what happened, plan, cost, log. @internal */
export function RunDetails(props: {
  run: RunView;
  level: 'h1' | 'h2' | 'h3';
  onChanged: () => void;
}) {
  const { run, level, onChanged } = props;
  const { plan, phase } = run;
  const { t } = useTranslation();
  const modules = useModules();
  const summary = usePlan(run);
  const log = useRunLog(run);
  const next = NEXT[phase];
  const environment =
    modules.value?.environments.find(({ name }) => name === run.environment) ??
    null;
  const showsProgress =
    run.times.applyStarted !== null && phase !== 'succeeded';
  return (
    <div className={styles.run}>
      <RunHeader run={run} level={level} />
      <Decision run={run} onChanged={onChanged} />
      <RunOutcome run={run} />
      {next ? <p className={styles.facts}>{t(next)}</p> : null}
      {showsProgress ? (
        <Part heading={t('log.progress')}>
          <Progress
            changes={summary.value?.resources ?? []}
            lines={log.window.lines}
          />
        </Part>
      ) : null}
      {plan ? (
        <>
          {plan.findings.length > 0 || !plan.empty ? (
            <Part heading={t('plan.findings')}>
              <Findings findings={plan.findings} />
            </Part>
          ) : null}
          <Part heading={t('plan.cost')}>
            <PlanCost
              cost={plan.cost}
              environment={environment}
              ahead={!hasEnded(phase)}
            />
          </Part>
          <Part heading={t('plan.title')}>
            <PlanView about={plan} plan={summary} />
          </Part>
        </>
      ) : null}
      <Part heading={t('log.title')}>
        <RunLog run={run} log={log} />
      </Part>
    </div>
  );
}
