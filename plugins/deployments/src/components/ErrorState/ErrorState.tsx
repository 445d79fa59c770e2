import { useTranslation } from '../../translation';
import { FailureAlert } from '../FailureAlert';

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
  return (
    <FailureAlert
      error={error}
      title={
        shownSince
          ? t('error.refresh', { time: shownSince })
          : t('error.load', { entity: entityRef })
      }
      keepTitle={Boolean(shownSince)}
      onRetry={onRetry}
    />
  );
}
