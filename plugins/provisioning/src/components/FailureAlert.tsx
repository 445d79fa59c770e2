import { Alert, Button } from '@backstage/ui';
import { stackReadPermission } from '@heal7/backstage-plugin-provisioning-common';
import type { Failure, FailureKind } from '../api';
import { useTranslation } from '../translation';
import type { MessageKey } from '../translation';

const HELP: Record<FailureKind, MessageKey> = {
  network: 'error.network',
  unauthorized: 'error.unauthorized',
  forbidden: 'error.forbiddenHint',
  notFound: 'error.notFound',
  conflict: 'error.conflict',
  server: 'error.server',
  other: 'error.other',
};

/**
 * What did not work, and what to do about it.
 *
 * @param title - what was tried.
 * @param outdated - whether something from before is still shown.
 * @internal
 */
export function FailureAlert(props: {
  failure: Failure;
  title: string;
  outdated?: boolean;
  onRetry: () => void;
}) {
  const { failure, title, outdated, onRetry } = props;
  const { kind, message } = failure;
  const { t } = useTranslation();
  const forbidden = kind === 'forbidden' && !outdated;
  const told = outdated ? t('error.outdated', { title: `${title}.` }) : title;
  return (
    <Alert
      role="alert"
      status={forbidden ? 'info' : 'danger'}
      icon
      title={forbidden ? t('error.forbidden') : told}
      description={`${t(HELP[kind], {
        permission: stackReadPermission.name,
      })} ${t('error.details', { message })}`}
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('error.retry')}
        </Button>
      }
    />
  );
}
