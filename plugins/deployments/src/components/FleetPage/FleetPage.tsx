import { useFleet } from '../../hooks/useFleet';
import { useFleetFilters } from '../../hooks/useFleetFilters';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import { FailureAlert } from '../FailureAlert';
import theme from '../theme.module.css';
import { FilterBar } from './FilterBar';
import { FleetEmpty } from './FleetEmpty';
import { FleetFooter } from './FleetFooter';
import { FleetSkeleton } from './FleetSkeleton';
import { FleetTable } from './FleetTable';
import { MovedNotice } from './MovedNotice';
import styles from './FleetPage.module.css';

/** Every rollout that the reader may see, in one table. @internal */
export function FleetPage() {
  const filterState = useFleetFilters();
  const fleet = useFleet(filterState.filters);
  const { rows, summary, error, updatedAt, live, outdated } = fleet;
  const { t, language } = useTranslation();

  if (!rows && error) {
    return (
      <main className={`${theme.theme} ${styles.page}`}>
        <FailureAlert
          error={error}
          title={t('fleet.loadFailed')}
          onRetry={live.reload}
        />
      </main>
    );
  }
  return (
    <main className={`${theme.theme} ${styles.page}`}>
      <FilterBar state={filterState} summary={summary} />
      {error ? (
        <FailureAlert
          error={error}
          title={t('fleet.refreshFailed', {
            time: formatMoment(
              new Date(updatedAt ?? Date.now()).toISOString(),
              Date.now(),
              language,
            ),
          })}
          keepTitle
          onRetry={live.reload}
        />
      ) : null}
      <MovedNotice count={fleet.moved.size} onShow={live.reload} />
      {rows === null ? <FleetSkeleton /> : null}
      {rows && rows.length === 0 && !outdated ? (
        <FleetEmpty
          filtered={filterState.count > 0}
          onClear={filterState.clear}
        />
      ) : null}
      {rows && (rows.length > 0 || outdated) ? (
        <>
          <FleetTable
            fleet={{ ...fleet, rows }}
            filters={filterState.filters}
            onSort={filterState.change}
          />
          <FleetFooter fleet={{ ...fleet, rows }} />
        </>
      ) : null}
    </main>
  );
}
