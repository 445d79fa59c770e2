import { Button, Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { StackView } from '@heal7/backstage-plugin-provisioning-common';
import { useAgo } from '../../hooks/useAgo';
import { runRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { EmptyState } from '../EmptyState';
import { ResourceChanges } from '../Plan/ResourceChanges';
import styles from './Stack.module.css';

/** What differs between the cloud and what was applied. @internal */
export function DriftSection(props: {
  stack: StackView;
  onReconcile: () => void;
}) {
  const { stack, onReconcile } = props;
  const { drift } = stack;
  const { t } = useTranslation();
  const ago = useAgo();
  const runRoute = useRouteRef(runRouteRef);
  if (!drift) {
    return (
      <EmptyState
        title={t('stack.drift.never')}
        hint={t('stack.drift.neverHint')}
      />
    );
  }
  const checked = (
    <p className={styles.muted}>
      {t('stack.drift.checked', { when: ago(drift.checkedAt) })}.{' '}
      {runRoute ? (
        <Link href={runRoute({ runId: drift.runId })}>
          {t('stack.drift.seeCheck')}
        </Link>
      ) : null}
    </p>
  );
  if (drift.resources.length === 0) {
    return (
      <EmptyState
        title={t('stack.drift.none')}
        hint={t('stack.drift.noneHint')}
      >
        {checked}
      </EmptyState>
    );
  }
  return (
    <>
      {stack.access.plan.offered ? (
        <div className={styles.buttons}>
          <Button variant="primary" onPress={onReconcile}>
            {t('stack.drift.reconcile')}
          </Button>
        </div>
      ) : (
        <p className={styles.muted}>{stack.access.plan.reason}</p>
      )}
      {checked}
      <p className={styles.muted}>{t('stack.drift.after')}</p>
      <ResourceChanges
        changes={drift.resources}
        label={t('stack.drift.list')}
      />
    </>
  );
}
