import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { RunView } from '@heal7/backstage-plugin-provisioning-common';
import { provisioningApiRef } from '../../api';
import { useAsking } from '../../hooks/useAsking';
import { useNotify } from '../../hooks/useNotify';
import { useTranslation } from '../../translation';
import { CommentField } from './CommentField';
import { ConfirmDialog } from './ConfirmDialog';

/** Asks a run to stop. @internal */
export function CancelDialog(props: {
  run: RunView;
  onChanged: () => void;
  onClose: () => void;
}) {
  const { run, onChanged, onClose } = props;
  const api = useApi(provisioningApiRef);
  const notify = useNotify();
  const { t } = useTranslation();
  const asking = useAsking();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = () => {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    asking.submit(async () => {
      await api.cancel(run.id, { reason: reason.trim() });
      notify(t('acting.done.cancel'));
      onChanged();
      onClose();
    });
  };
  return (
    <ConfirmDialog
      question={t('acting.question.cancel')}
      explanation={t('acting.explain.cancel')}
      what={t('acting.what', {
        name: run.stackName,
        environment: run.environment,
      })}
      label={t('acting.do.cancel')}
      destructive
      asking={asking}
      onSubmit={submit}
      onClose={onClose}
    >
      <CommentField
        label={t('acting.reason')}
        value={reason}
        onChange={text => {
          setReason(text);
          setMissing(false);
        }}
        required
        missing={missing}
      />
    </ConfirmDialog>
  );
}
