import { useState } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { WavePlan } from '@heal7/backstage-plugin-deployments-common';
import { deploymentsApiRef, failureOf } from '../../api';
import { useNotify } from '../../hooks/useNotify';
import { useTranslation } from '../../translation';
import { ReasonField } from '../ReasonField';
import theme from '../theme.module.css';
import styles from './Waves.module.css';

/** Asks before a plan is ended, and says what that does not undo. @internal */
export function CancelPlanDialog(props: {
  plan: WavePlan;
  onCancelled: () => void;
  onClose: () => void;
}) {
  const { plan, onCancelled, onClose } = props;
  const { t } = useTranslation();
  const api = useApi(deploymentsApiRef);
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [inFlight, setInFlight] = useState(false);
  const [failure, setFailure] = useState('');
  const cancel = async () => {
    setInFlight(true);
    setFailure('');
    try {
      await api.cancelWavePlan(parseEntityRef(plan.entityRef), plan.id, {
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      });
      notify(t('waves.cancel.done'));
      onClose();
    } catch (error) {
      setFailure(failureOf(error).message);
      setInFlight(false);
    }
    // It may have ended by itself meanwhile.
    onCancelled();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && !inFlight && onClose()}
      isDismissable={!inFlight}
      isKeyboardDismissDisabled={inFlight}
      width="min(520px, calc(100vw - 32px))"
    >
      <DialogHeader>{t('waves.cancel.title')}</DialogHeader>
      <DialogBody>
        <div className={`${theme.theme} ${styles.body}`}>
          <p className={styles.muted}>{t('waves.cancel.what')}</p>
          <ReasonField
            label={t('waves.cancel.reason')}
            value={reason}
            onChange={setReason}
            required={false}
            missing={null}
            isDisabled={inFlight}
          />
          {failure ? (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t('waves.cancel.failed', { message: failure })}
            />
          ) : null}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={inFlight} onPress={onClose}>
          {t('waves.cancel.keep')}
        </Button>
        <Button
          variant="primary"
          destructive
          isPending={inFlight}
          onPress={cancel}
        >
          {t('waves.cancel.confirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
