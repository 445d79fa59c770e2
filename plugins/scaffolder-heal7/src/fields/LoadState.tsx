import { Alert, Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useWords } from '../translation/words';

/** Holds the place of what is being loaded. */
export function Loading() {
  const { t } = useWords();
  return (
    <div role="status">
      <VisuallyHidden>{t('field.loading')}</VisuallyHidden>
      <Skeleton width="60%" height={20} />
    </div>
  );
}

/** What could not be loaded, why, and a way to try again. */
export function LoadFailure(props: {
  title: string;
  error: Error;
  onRetry: () => void;
}) {
  const { title, error, onRetry } = props;
  const { t } = useWords();
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={title}
      description={t('field.reason', { message: error.message })}
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('field.retry')}
        </Button>
      }
    />
  );
}
