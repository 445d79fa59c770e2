import { useState } from 'react';
import { Alert, Button } from '@backstage/ui';
import type { RunView } from '@heal7/backstage-plugin-provisioning-common';
import { useTranslation } from '../../translation';
import { CancelDialog } from '../dialogs/CancelDialog';
import { DecideDialog } from '../dialogs/DecideDialog';
import styles from './Run.module.css';

/** What waits for the reader, and what they may do. @internal */
export function Decision(props: { run: RunView; onChanged: () => void }) {
  const { run, onChanged } = props;
  const { access, plan } = run;
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'approve' | 'reject' | 'cancel' | null>(
    null,
  );
  const close = () => setAsked(null);
  const waits = run.phase === 'awaiting-approval' && plan !== null;
  return (
    <>
      {waits ? (
        <Alert
          status="info"
          icon
          title={t('run.waits')}
          description={
            access.approve.offered
              ? t(`run.rule.${plan.approval}`)
              : t('run.notOffered', { reason: access.approve.reason })
          }
        />
      ) : null}
      {run.cancelRequested ? (
        <Alert status="info" icon title={t('run.cancelling')} />
      ) : null}
      <div className={styles.buttons}>
        {waits && access.approve.offered ? (
          <Button variant="primary" onPress={() => setAsked('approve')}>
            {t('acting.approve')}
          </Button>
        ) : null}
        {waits && access.reject.offered ? (
          <Button variant="secondary" onPress={() => setAsked('reject')}>
            {t('acting.reject')}
          </Button>
        ) : null}
        {access.cancel.offered && !run.cancelRequested ? (
          <Button variant="secondary" onPress={() => setAsked('cancel')}>
            {t('acting.cancelRun')}
          </Button>
        ) : null}
      </div>
      {plan && (asked === 'approve' || asked === 'reject') ? (
        <DecideDialog
          decision={asked}
          run={{ ...run, plan }}
          onChanged={onChanged}
          onClose={close}
        />
      ) : null}
      {asked === 'cancel' ? (
        <CancelDialog run={run} onChanged={onChanged} onClose={close} />
      ) : null}
    </>
  );
}
