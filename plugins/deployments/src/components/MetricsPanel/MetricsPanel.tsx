import { lazy, Suspense, useState } from 'react';
import { Button } from '@backstage/ui';
import { RiLineChartLine } from '@remixicon/react';
import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import styles from './MetricsPanel.module.css';

// Only who looks at metrics loads what shows them.
const LiveMetrics = lazy(() => import('./LiveMetrics'));

/**
 * Metrics of the revisions: open while a rollout is under way, which is when
 * they decide, and otherwise on demand.
 *
 * @internal
 */
export function MetricsPanel(props: { state: DeploymentState }) {
  const { state } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(state.phase !== 'healthy');
  return (
    <>
      <Button
        className={styles.toggle}
        size="small"
        variant="tertiary"
        iconStart={<RiLineChartLine />}
        aria-expanded={open}
        onPress={() => setOpen(!open)}
      >
        {t(open ? 'metrics.hide' : 'metrics.show')}
      </Button>
      {open ? (
        <Suspense
          fallback={
            <p role="status" className={styles.quiet}>
              {t('metrics.loading')}
            </p>
          }
        >
          <LiveMetrics state={state} />
        </Suspense>
      ) : null}
    </>
  );
}
