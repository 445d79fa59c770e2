import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type {
  ClusterStatus,
  DeploymentAction,
  DeploymentView,
} from '@heal7/backstage-plugin-deployments-common';
import { useActionDialog } from '../../hooks/useActionDialog';
import { useNotify } from '../../hooks/useNotify';
import { useClockOffset } from '../../hooks/useServerNow';
import { actionChoices } from '../../model/actionChoices';
import {
  ACTION_LABEL,
  ACTION_QUESTION,
  obstacleText,
} from '../../model/actionWords';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';
import type { FailureKind } from '../../api';
import theme from '../theme.module.css';
import { ActionForm } from './ActionForm';
import { MovedOnNotice } from './MovedOnNotice';
import styles from './ActionDialog.module.css';

const FAILURES: Partial<Record<FailureKind, MessageKey>> = {
  forbidden: 'action.forbidden',
  unauthorized: 'error.unauthorized',
  network: 'action.network',
};

/** Destructive: it takes traffic or pods away from what is running. */
const DESTRUCTIVE: DeploymentAction[] = ['abort', 'rollback'];

/**
 * Asks before anything is done, and stays open until it is: a refusal, a
 * failure or a rollout that has moved on are told where the decision is made.
 *
 * @internal
 */
export function ActionDialog(props: {
  action: DeploymentAction;
  view: DeploymentView;
  cluster: ClusterStatus;
  onClose: () => void;
}) {
  const { action, view, cluster, onClose } = props;
  const translation = useTranslation();
  const { t } = translation;
  const now = Date.now() + useClockOffset();
  const notify = useNotify();
  const model = useActionDialog(action, view, state => {
    notify(
      t('action.done', {
        action: t(ACTION_LABEL[action]).replace('…', ''),
        name: state.name,
        cluster: cluster.title,
      }),
    );
    onClose();
  });
  const { shown, movedOn, failure, inFlight } = model;
  const choice = actionChoices(shown, view.access).find(
    c => c.action === action,
  );
  const obstacle = choice?.obstacle
    ? obstacleText(choice.obstacle, translation, now)
    : null;
  const possible = !obstacle && !movedOn;

  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && !inFlight && onClose()}
      isDismissable={!inFlight}
      isKeyboardDismissDisabled={inFlight}
      width={`min(${action === 'rollback' ? 760 : 520}px, calc(100vw - 32px))`}
    >
      <DialogHeader>{t(ACTION_QUESTION[action])}</DialogHeader>
      <DialogBody>
        <div className={`${theme.theme} ${styles.body}`}>
          <span className={styles.where}>
            {t('action.where', {
              name: shown.name,
              cluster: cluster.title,
              namespace: shown.namespace,
            })}
          </span>
          {movedOn ? <MovedOnNotice movedOn={movedOn} /> : null}
          {obstacle && !movedOn ? (
            <Alert
              status="info"
              icon
              title={t('action.impossible')}
              description={
                <>
                  <p className={styles.obstacle}>{obstacle.what}</p>
                  {obstacle.next ? (
                    <p className={styles.obstacle}>{obstacle.next}</p>
                  ) : null}
                </>
              }
            />
          ) : null}
          {possible ? (
            <ActionForm
              action={action}
              cluster={cluster}
              editsSpec={choice?.editsSpec ?? false}
              note={choice?.note ?? null}
              reasonRequired={view.access.reasonRequired}
              model={model}
            />
          ) : null}
          {failure && !movedOn ? (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t(FAILURES[failure.kind] ?? 'action.failed', {
                message: failure.message,
              })}
              description={
                FAILURES[failure.kind]
                  ? t('error.details', { message: failure.message })
                  : undefined
              }
            />
          ) : null}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={inFlight} onPress={onClose}>
          {t(possible ? 'action.cancel' : 'action.close')}
        </Button>
        {movedOn ? (
          <Button variant="primary" onPress={model.reviewAgain}>
            {t('action.reviewAgain')}
          </Button>
        ) : null}
        {possible ? (
          <Button
            variant="primary"
            destructive={DESTRUCTIVE.includes(action)}
            isPending={inFlight}
            isDisabled={!model.ready}
            onPress={model.submit}
          >
            {t(ACTION_LABEL[action]).replace('…', '')}
          </Button>
        ) : null}
      </DialogFooter>
    </Dialog>
  );
}
