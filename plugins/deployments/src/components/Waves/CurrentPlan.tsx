import { useId, useState } from 'react';
import { Box, Button } from '@backstage/ui';
import type {
  ClusterStatus,
  WavePlanDetail,
} from '@heal7/backstage-plugin-deployments-common';
import { isRunning, planVersion } from '../../model/waves';
import { useTranslation } from '../../translation';
import { CancelPlanDialog } from './CancelPlanDialog';
import { PlanStatusChip } from './PlanStatusChip';
import { PlanView } from './PlanView';
import styles from './Waves.module.css';

/**
 * The plan that runs, or the one that ran last. One that went well is folded:
 * there is nothing to do about it.
 *
 * @internal
 */
export function CurrentPlan(props: {
  plan: WavePlanDetail;
  clusters: Pick<ClusterStatus, 'name' | 'title'>[];
  onChanged: () => void;
}) {
  const { plan, clusters, onChanged } = props;
  const { t } = useTranslation();
  const titleId = useId();
  const running = isRunning(plan);
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const [cancelling, setCancelling] = useState(false);
  const whole = unfolded ?? (running || plan.status === 'stopped');
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.plan}
      aria-labelledby={titleId}
    >
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {t('waves.heading')} · {planVersion(plan)}
        </h2>
        <PlanStatusChip status={plan.status} />
        <span className={styles.tools}>
          {running ? null : (
            <Button
              size="small"
              variant="tertiary"
              aria-expanded={whole}
              onPress={() => setUnfolded(!whole)}
            >
              {t(whole ? 'details.collapse' : 'details.expand')}
            </Button>
          )}
          {running && plan.mayCancel ? (
            <Button
              size="small"
              variant="secondary"
              onPress={() => setCancelling(true)}
            >
              {t('waves.cancel.open')}
            </Button>
          ) : null}
        </span>
      </div>
      <PlanView plan={plan} clusters={clusters} whole={whole} />
      {cancelling ? (
        <CancelPlanDialog
          plan={plan}
          onCancelled={onChanged}
          onClose={() => setCancelling(false)}
        />
      ) : null}
    </Box>
  );
}
