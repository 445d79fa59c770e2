import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextField,
} from '@backstage/ui';
import { useAbortAll } from '../../hooks/useAbortAll';
import type { FailureKind } from '../../api';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';
import { ReasonField } from '../ReasonField';
import theme from '../theme.module.css';
import styles from './BulkAbort.module.css';
import { CandidateList } from './CandidateList';
import { OutcomeList } from './OutcomeList';

const FAILURES: Partial<Record<FailureKind, MessageKey>> = {
  forbidden: 'emergency.requestForbidden',
  network: 'emergency.requestUnknown',
};

/**
 * Shows what would be aborted and what not, asks twice, and stays open until
 * it is known what came of each.
 *
 * @internal
 */
export function AbortAllDialog(props: {
  systemRef: string;
  onClose: () => void;
}) {
  const { systemRef, onClose } = props;
  const { t } = useTranslation();
  const model = useAbortAll(systemRef);
  const { system, preview, abortable, refused, asked, outcomes } = model;
  const { inFlight, failure } = model;
  const done =
    outcomes?.filter(({ outcome }) => outcome === 'done').length ?? 0;
  const asking = asked === null && preview.value !== null;
  const possible = asking && abortable.length > 0;
  const left = outcomes !== null && done < outcomes.length;

  const progress = () => {
    if (asked === null) {
      return '';
    }
    if (outcomes === null) {
      return inFlight ? t('emergency.running', { count: asked.length }) : '';
    }
    return left
      ? t('emergency.someFailed', { done, count: outcomes.length })
      : t('emergency.allDone', { count: done });
  };

  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && !inFlight && onClose()}
      isDismissable={!inFlight}
      isKeyboardDismissDisabled={inFlight}
      width="min(640px, calc(100vw - 32px))"
    >
      <DialogHeader>{t('emergency.title', { system })}</DialogHeader>
      <DialogBody>
        <div className={`${theme.theme} ${styles.body}`}>
          <p className={styles.muted}>{t('emergency.what')}</p>
          {asked === null && !preview.value && !preview.failure ? (
            <p role="status" className={styles.muted}>
              {t('emergency.loading')}
            </p>
          ) : null}
          {preview.failure ? (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t('emergency.failed')}
              description={t('error.details', {
                message: preview.failure.message,
              })}
            />
          ) : null}
          {asking && abortable.length === 0 ? (
            <p role="status" className={styles.muted}>
              {t('emergency.nothing')}
            </p>
          ) : null}
          {possible ? (
            <section>
              <h3 className={styles.heading}>
                {t('emergency.abortable', { count: preview.value!.abortable })}
              </h3>
              {preview.value!.abortable > abortable.length ? (
                <p className={styles.muted}>
                  {t('emergency.abortableMore', {
                    shown: abortable.length,
                    count: preview.value!.abortable,
                  })}
                </p>
              ) : null}
              <CandidateList
                items={abortable}
                label={t('emergency.abortable', {
                  count: preview.value!.abortable,
                })}
              />
            </section>
          ) : null}
          {asking && refused.length > 0 ? (
            <details>
              <summary>
                {t('emergency.refused', { count: preview.value!.refused })}
              </summary>
              {preview.value!.refused > refused.length ? (
                <p className={styles.muted}>
                  {t('emergency.refusedMore', {
                    shown: refused.length,
                    count: preview.value!.refused,
                  })}
                </p>
              ) : null}
              <CandidateList
                items={refused}
                label={t('emergency.refused', {
                  count: preview.value!.refused,
                })}
              />
            </details>
          ) : null}
          {possible ? (
            <>
              <TextField
                label={t('emergency.confirmation', { system })}
                secondaryLabel={t('acting.required')}
                validationBehavior="aria"
                autoComplete="off"
                isRequired
                isInvalid={model.missing === 'confirmation'}
                value={model.confirmation}
                onChange={model.setConfirmation}
              />
              {model.missing === 'confirmation' ? (
                <span role="alert" className={styles.wrong}>
                  {t('emergency.confirmationWrong')}
                </span>
              ) : null}
              <ReasonField
                label={t('emergency.reason')}
                value={model.reason}
                onChange={model.setReason}
                required
                missing={
                  model.missing === 'reason'
                    ? t('emergency.reasonMissing')
                    : null
                }
              />
            </>
          ) : null}
          <p className={styles.progress} aria-live="polite">
            {progress()}
          </p>
          {asked !== null && !failure ? (
            <OutcomeList asked={asked} outcomes={outcomes} />
          ) : null}
          {failure ? (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t(FAILURES[failure.kind] ?? 'emergency.requestFailed', {
                message: failure.message,
              })}
            />
          ) : null}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={inFlight} onPress={onClose}>
          {t(possible ? 'emergency.cancel' : 'emergency.close')}
        </Button>
        {left || failure || preview.failure ? (
          <Button variant="primary" onPress={model.lookAgain}>
            {t('emergency.again')}
          </Button>
        ) : null}
        {possible || inFlight ? (
          <Button
            variant="primary"
            destructive
            isPending={inFlight}
            onPress={model.submit}
          >
            {t('emergency.confirm', {
              count: asked?.length ?? abortable.length,
            })}
          </Button>
        ) : null}
      </DialogFooter>
    </Dialog>
  );
}
