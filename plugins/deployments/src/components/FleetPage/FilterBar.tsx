import { useId, useState } from 'react';
import { Button, Select } from '@backstage/ui';
import { RiCloseLine, RiFilter3Line } from '@remixicon/react';
import type {
  FleetSort,
  FleetSummary,
} from '@heal7/backstage-plugin-deployments-common';
import type { FleetFilterState } from '../../hooks/useFleetFilters';
import { refName } from '../../model/fleetRow';
import { useTranslation } from '../../translation';
import { DelayedSearch } from './DelayedSearch';
import { FacetSelect } from './FacetSelect';
import { PhaseFilter } from './PhaseFilter';
import { SORTS, startOrder } from './sorting';
import styles from './FleetPage.module.css';

const FACETS = [
  ['owner', 'owners'],
  ['system', 'systems'],
  ['cluster', 'clusters'],
  ['environment', 'environments'],
  ['engine', 'engines'],
] as const;

/** Filters that only a link sets: there is no list to choose from. */
const LINKED = ['domain', 'entity', 'namespace'] as const;

/** Everything that narrows the table, and its order. @internal */
export function FilterBar(props: {
  state: FleetFilterState;
  summary: FleetSummary | null;
}) {
  const { state, summary } = props;
  const { filters, count, change, clear } = state;
  const { t } = useTranslation();
  const panelId = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.filters}>
      <PhaseFilter state={state} summary={summary} />
      {/* Only on a small screen, where the panel is folded. */}
      <button
        type="button"
        className={styles.fold}
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => setOpen(!open)}
      >
        <RiFilter3Line size={16} aria-hidden="true" />
        {count > 0 ? t('fleet.filtersActive', { count }) : t('fleet.filters')}
      </button>
      <div
        id={panelId}
        role="group"
        aria-label={t('fleet.filters')}
        className={`${styles.panel} ${open ? styles.open : ''}`}
      >
        <DelayedSearch
          label={t('fleet.search')}
          placeholder={t('fleet.searchHint')}
          value={filters.text ?? ''}
          onSettled={text => change({ text: text || undefined }, 'replace')}
        />
        <DelayedSearch
          label={t('fleet.image')}
          placeholder={t('fleet.imageHint')}
          value={filters.image ?? ''}
          onSettled={image => change({ image: image || undefined }, 'replace')}
        />
        {FACETS.map(([name, list]) => (
          <FacetSelect
            key={name}
            label={t(`fleet.facet.${name}`)}
            values={summary?.[list] ?? []}
            chosen={filters[name] ?? []}
            onChange={chosen =>
              change({ [name]: chosen.length > 0 ? chosen : undefined })
            }
          />
        ))}
        <Select
          size="small"
          label={t('fleet.sort')}
          options={SORTS.map(sort => ({
            id: sort,
            label: t(`fleet.sortBy.${sort}`),
          }))}
          value={filters.sort ?? 'attention'}
          onChange={key => {
            const sort = key as FleetSort;
            change({ sort, order: startOrder(sort) });
          }}
        />
      </div>
      {count > 0 ? (
        <div className={styles.chosen}>
          {LINKED.flatMap(name =>
            (filters[name] ?? []).map(value => (
              <button
                key={`${name} ${value}`}
                type="button"
                className={styles.toggle}
                aria-label={t('fleet.remove', {
                  name: t(`fleet.facet.${name}`),
                  value: refName(value),
                })}
                onClick={() => {
                  const rest = filters[name]?.filter(one => one !== value);
                  change({ [name]: rest?.length ? rest : undefined });
                }}
              >
                {t(`fleet.facet.${name}`)}: {refName(value)}
                <RiCloseLine size={14} aria-hidden="true" />
              </button>
            )),
          )}
          <Button size="small" variant="tertiary" onPress={clear}>
            {t('fleet.clear')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
