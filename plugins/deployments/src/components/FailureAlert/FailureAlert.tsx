import { Alert, Button } from '@backstage/ui';
import { deploymentsReadPermission } from '@heal7/backstage-plugin-deployments-common';
import { failureOf } from '../../api';
import type { FailureKind } from '../../api';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';

const HELP: Record<FailureKind, MessageKey> = {
  network: 'error.network',
  unauthorized: 'error.unauthorized',
  forbidden: 'error.forbiddenHint',
  notFound: 'error.notFound',
  server: 'error.server',
  other: 'error.other',
};

/**
 * What did not work, and what to do about it.
 *
 * @param title - what was tried; a missing permission is told instead unless
 * `keepTitle` is set.
 * @internal
 */
export function FailureAlert(props: {
  error: unknown;
  title: string;
  keepTitle?: boolean;
  onRetry: () => void;
}) {
  const { error, title, keepTitle, onRetry } = props;
  const { t } = useTranslation();
  const { kind, message } = failureOf(error);
  return (
    <Alert
      role="alert"
      status={kind === 'forbidden' ? 'info' : 'danger'}
      icon
      title={kind === 'forbidden' && !keepTitle ? t('error.forbidden') : title}
      description={`${t(HELP[kind], {
        permission: deploymentsReadPermission.name,
      })} ${t('error.details', { message })}`}
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('error.retry')}
        </Button>
      }
    />
  );
}
