import { useEffect, useMemo } from 'react';
import { useModules } from '../../hooks/useModules';
import { useStackFilters } from '../../hooks/useStackFilters';
import { useStacks } from '../../hooks/useStacks';
import { useSummary } from '../../hooks/useSummary';
import { useTranslation } from '../../translation';
import theme from '../theme.module.css';
import { Budgets } from './Budgets';
import { CreateLink } from './CreateLink';
import { FilterBar } from './FilterBar';
import { StackList } from './StackList';
import { Troubles } from './Troubles';
import styles from './Stacks.module.css';

/** Every stack that the reader may see. @internal */
export function StacksPage() {
  const filterState = useStackFilters();
  const stacks = useStacks(filterState.filters);
  const modules = useModules();
  const summary = useSummary(filterState.filters.entity);
  const { t } = useTranslation();

  // What changes a stack changes the counts and what is spent.
  const { refresh: recount } = summary;
  const { refresh: respend } = modules;
  const { value } = stacks;
  useEffect(() => {
    if (value) {
      recount();
      respend();
    }
  }, [value, recount, respend]);

  const owners = useMemo(
    () => [...new Set(value?.items.map(({ owner }) => owner))].sort(),
    [value],
  );
  const environments = modules.value?.environments ?? [];
  return (
    <main className={`${theme.theme} ${styles.page}`}>
      <Troubles broken={modules.value?.broken ?? []} />
      <div className={styles.bar}>
        {environments.length > 0 ? (
          <Budgets environments={environments} />
        ) : null}
        <CreateLink variant="secondary" />
      </div>
      <FilterBar
        state={filterState}
        summary={summary.value}
        environments={environments.map(({ name }) => name)}
        owners={owners}
      />
      <StackList
        stacks={stacks}
        emptyTitle={t('stacks.none')}
        onClear={filterState.count > 0 ? filterState.clear : undefined}
      />
    </main>
  );
}
