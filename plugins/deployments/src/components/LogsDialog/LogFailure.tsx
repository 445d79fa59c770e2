import { Alert, Button } from '@backstage/ui';
import type { Failure, FailureKind } from '../../api';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';

const HELP: Record<FailureKind, MessageKey> = {
  network: 'error.network',
  unauthorized: 'error.unauthorized',
  forbidden: 'logs.forbidden',
  notFound: 'logs.notFound',
  server: 'error.server',
  other: 'error.other',
};

/** Why a log could not be read, and what to do. @internal */
export function LogFailure(props: {
  failure: Failure;
  pod: string;
  container: string;
  onRetry: () => void;
}) {
  const { failure, pod, container, onRetry } = props;
  const { t } = useTranslation();
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('logs.failed', { pod, container })}
      description={`${t(HELP[failure.kind])} ${t('error.details', {
        message: failure.message,
      })}`}
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('error.retry')}
        </Button>
      }
    />
  );
}
