import { useState } from 'react';
import { Switch } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  RunKind,
  StackView,
} from '@heal7/backstage-plugin-provisioning-common';
import { failureOf, provisioningApiRef } from '../../api';
import { useAsking } from '../../hooks/useAsking';
import { useEnvironment } from '../../hooks/useModules';
import { useNotify } from '../../hooks/useNotify';
import { useTranslation } from '../../translation';
import { CommentField } from './CommentField';
import { ConfirmDialog } from './ConfirmDialog';

/** What a run can be started for; a reconciliation is an apply. @internal */
export type Purpose = RunKind | 'reconcile';

/** Starts a run of a stack as it was on the screen. @internal */
export function StartDialog(props: {
  purpose: Purpose;
  stack: StackView;
  onChanged: () => void;
  onClose: () => void;
}) {
  const { purpose, stack, onChanged, onClose } = props;
  const api = useApi(provisioningApiRef);
  const notify = useNotify();
  const { t } = useTranslation();
  const asking = useAsking();
  const environment = useEnvironment(stack.environment);
  const [version] = useState(stack.version);
  // The same for every attempt, so that one whose answer was lost is not
  // followed by another run.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [autoApply, setAutoApply] = useState(false);
  const [refused, setRefused] = useState(false);
  const kind: RunKind = purpose === 'reconcile' ? 'apply' : purpose;
  const ruled = environment !== null && environment.approval !== 'none';
  const reasonNeeded = kind !== 'check' && ruled;
  const mayAutoApply = kind === 'apply' && environment?.approval === 'none';

  const submit = () => {
    if (reasonNeeded && reason.trim() === '') {
      setMissing(true);
      return;
    }
    asking.submit(async () => {
      try {
        const run = await api.startRun(stack.id, {
          kind,
          reason: reason.trim(),
          version,
          idempotencyKey,
          ...(mayAutoApply ? { autoApply } : {}),
        });
        notify(
          t('acting.done.start', { number: run.number, name: stack.name }),
        );
      } catch (error) {
        if (failureOf(error).kind !== 'conflict') {
          throw error;
        }
        setRefused(true);
        onChanged();
        return;
      }
      onChanged();
      onClose();
    });
  };

  return (
    <ConfirmDialog
      question={t(`acting.question.${purpose}`)}
      explanation={t(`acting.explain.${purpose}`)}
      what={t('acting.what', {
        name: stack.name,
        environment: stack.environment,
      })}
      label={t(`acting.do.${purpose}`)}
      destructive={kind === 'destroy' || kind === 'unprotect'}
      asking={asking}
      moved={refused ? onClose : null}
      onSubmit={submit}
      onClose={onClose}
    >
      {environment && kind !== 'check' ? (
        <p>{t(`run.rule.${environment.approval}`)}</p>
      ) : null}
      {mayAutoApply ? (
        <Switch
          label={t('acting.autoApply')}
          isSelected={autoApply}
          onChange={setAutoApply}
        />
      ) : null}
      <CommentField
        label={t('acting.reason')}
        value={reason}
        onChange={text => {
          setReason(text);
          setMissing(false);
        }}
        required={reasonNeeded}
        missing={missing}
      />
    </ConfirmDialog>
  );
}
