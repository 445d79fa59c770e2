import { Alert } from '@backstage/ui';
import type {
  PlanSummary,
  RunPlan,
} from '@heal7/backstage-plugin-provisioning-common';
import { useAgo } from '../../hooks/useAgo';
import type { Loaded } from '../../hooks/useLoaded';
import { useTranslation } from '../../translation';
import { FailureAlert } from '../FailureAlert';
import { LoadingState } from '../LoadingState';
import { CountsLine } from './CountsLine';
import { OutputChanges } from './OutputChanges';
import { ResourceChanges } from './ResourceChanges';
import styles from './Plan.module.css';

/** Everything that a run's plan would do. @internal */
export function PlanView(props: { about: RunPlan; plan: Loaded<PlanSummary> }) {
  const { about } = props;
  const { value: plan, failure, refresh } = props.plan;
  const { t } = useTranslation();
  const ago = useAgo();
  if (!plan) {
    return failure ? (
      <FailureAlert
        failure={failure}
        title={t('plan.loadFailed')}
        onRetry={refresh}
      />
    ) : (
      <LoadingState />
    );
  }
  return (
    <div className={styles.plan}>
      {about.empty ? (
        <p>
          {t('plan.empty')}. {t('plan.emptyHint')}
        </p>
      ) : (
        <CountsLine counts={plan.counts} />
      )}
      {plan.complete ? null : (
        <Alert status="warning" icon title={t('plan.incomplete')} />
      )}
      {plan.resources.length > 0 ? (
        <ResourceChanges
          changes={plan.resources}
          label={t('plan.resources')}
          stateful={about.stateful}
        />
      ) : null}
      {plan.outputs.length > 0 ? (
        <OutputChanges outputs={plan.outputs} />
      ) : null}
      <p className={styles.muted}>
        {t('plan.engine', {
          when: ago(plan.plannedAt),
          version: plan.engineVersion,
        })}
      </p>
    </div>
  );
}
