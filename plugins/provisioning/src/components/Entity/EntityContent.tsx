import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { stackOf } from '../../entityFilter';
import { useStacks } from '../../hooks/useStacks';
import { useTranslation } from '../../translation';
import { StackPanel } from '../Stack/StackPanel';
import { StackList } from '../Stacks/StackList';
import styles from '../Stacks/Stacks.module.css';
import theme from '../theme.module.css';

/** One stack is shown itself, several are listed. */
function StacksOf(props: { entityRef: string }) {
  const stacks = useStacks({ entity: props.entityRef });
  const { t } = useTranslation();
  const items = stacks.value?.items ?? [];
  if (items.length === 1 && !stacks.hasMore) {
    return <StackPanel stackId={items[0].id} level="h2" />;
  }
  return (
    <div className={`${theme.theme} ${styles.list}`}>
      <StackList stacks={stacks} emptyTitle={t('stacks.noneOf')} />
    </div>
  );
}

/** The "Infrastructure" tab of the entity that the page is about. @internal */
export function EntityContent() {
  const { entity } = useEntity();
  const stackId = stackOf(entity);
  return stackId ? (
    <StackPanel stackId={stackId} level="h2" />
  ) : (
    <StacksOf entityRef={stringifyEntityRef(entity)} />
  );
}
