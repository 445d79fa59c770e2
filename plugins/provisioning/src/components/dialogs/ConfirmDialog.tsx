import type { ReactNode } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { Asking } from '../../hooks/useAsking';
import { useTranslation } from '../../translation';
import theme from '../theme.module.css';
import styles from './dialogs.module.css';

/**
 * Asks before anything is done, and stays open until it is: a refusal, a
 * failure or a change meanwhile are told where the decision is made.
 *
 * @param moved - what to do about it when what was looked at has changed; null
 * while it has not.
 * @internal
 */
export function ConfirmDialog(props: {
  question: string;
  explanation: string;
  what: string;
  label: string;
  destructive?: boolean;
  disabled?: boolean;
  asking: Pick<Asking, 'inFlight' | 'failure'>;
  moved?: (() => void) | null;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { asking, moved, onClose } = props;
  const { inFlight, failure } = asking;
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && !inFlight && onClose()}
      isDismissable={!inFlight}
      isKeyboardDismissDisabled={inFlight}
      width="min(560px, calc(100vw - 32px))"
    >
      <DialogHeader>{props.question}</DialogHeader>
      <DialogBody>
        <div className={`${theme.theme} ${styles.body}`}>
          <p className={styles.muted}>{props.what}</p>
          {moved ? (
            <Alert
              role="alert"
              status="warning"
              icon
              title={t('acting.moved')}
              description={t('acting.movedHint')}
            />
          ) : (
            <>
              <p>{props.explanation}</p>
              {props.children}
            </>
          )}
          {failure && !moved ? (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t(
                failure.kind === 'network' ? 'acting.failed' : 'acting.refused',
                { message: failure.message, reason: failure.message },
              )}
            />
          ) : null}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={inFlight} onPress={onClose}>
          {t('acting.close')}
        </Button>
        {moved ? (
          <Button variant="primary" onPress={moved}>
            {t('acting.look')}
          </Button>
        ) : (
          <Button
            variant="primary"
            destructive={props.destructive}
            isPending={inFlight}
            isDisabled={props.disabled}
            onPress={props.onSubmit}
          >
            {props.label}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
