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
 * What happened, to what, and what to do.
 *
 * @param shownSince - when the state that is still on the screen was asked
 * for, in words; absent when there is none.
 * @internal
 */
export function ErrorState(props: {
  error: unknown;
  entityRef: string;
  shownSince?: string;
  onRetry: () => void;
}) {
  const { error, entityRef, shownSince, onRetry } = props;
  const { t } = useTranslation();
  const { kind, message } = failureOf(error);
  let title = t('error.load', { entity: entityRef });
  if (shownSince) {
    title = t('error.refresh', { time: shownSince });
  } else if (kind === 'forbidden') {
    title = t('error.forbidden');
  }
  return (
    <Alert
      role="alert"
      status={kind === 'forbidden' ? 'info' : 'danger'}
      icon
      title={title}
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
