import { Button } from '@backstage/ui';
import type { Stacks } from '../../hooks/useStacks';
import { useTranslation } from '../../translation';
import { EmptyState } from '../EmptyState';
import { FailureAlert } from '../FailureAlert';
import { LoadingState } from '../LoadingState';
import { CreateLink } from './CreateLink';
import { StackTable } from './StackTable';
import styles from './Stacks.module.css';

/**
 * Stacks in every state of asking for them.
 *
 * @param onClear - takes the filters away; absent when there are none.
 * @internal
 */
export function StackList(props: {
  stacks: Stacks;
  emptyTitle: string;
  onClear?: () => void;
}) {
  const { stacks, emptyTitle, onClear } = props;
  const { value, failure, loading } = stacks;
  const { t } = useTranslation();
  const alert = failure ? (
    <FailureAlert
      failure={failure}
      title={t('stacks.loadFailed')}
      outdated={value !== null}
      onRetry={stacks.refresh}
    />
  ) : null;
  if (!value) {
    return alert ?? <LoadingState />;
  }
  if (value.items.length === 0) {
    return (
      <>
        {alert}
        {onClear ? (
          <EmptyState
            level="h2"
            title={t('stacks.noMatch')}
            hint={t('stacks.noMatchHint')}
          >
            <Button size="small" variant="secondary" onPress={onClear}>
              {t('stacks.clear')}
            </Button>
          </EmptyState>
        ) : (
          <EmptyState level="h2" title={emptyTitle} hint={t('stacks.noneHint')}>
            <CreateLink />
          </EmptyState>
        )}
      </>
    );
  }
  return (
    <>
      {alert}
      <p role="status" className={styles.muted}>
        {t('stacks.total', { count: value.total })}
      </p>
      <StackTable stacks={value.items} busy={loading} />
      {stacks.hasMore ? (
        <div>
          <Button
            variant="secondary"
            isPending={loading}
            onPress={stacks.showMore}
          >
            {t('stacks.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
