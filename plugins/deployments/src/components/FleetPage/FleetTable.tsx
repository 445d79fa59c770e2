import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import type { FleetRow as Row } from '@heal7/backstage-plugin-deployments-common';
import type { FleetFilters } from '../../api';
import type { FleetLive } from '../../hooks/useFleet';
import { useTranslation } from '../../translation';
import { COLUMNS } from './columns';
import { FleetRow } from './FleetRow';
import { nextRow } from './keyboard';
import { nextOrder, sortDirection } from './sorting';
import styles from './FleetPage.module.css';

/** A fleet of which at least one answer is there. @internal */
export type LoadedFleet = FleetLive & { rows: Row[] };

const ROW_HEIGHT = 57;
const HEADER_HEIGHT = 37;
/** Rows beyond the edge: the next ones are there before they are scrolled to. */
const OVERSCAN = 8;
/** So close to the end, the next page is asked for. */
const READ_AHEAD = 40;

/**
 * All rows as one grid, of which only those on the screen are in the page. One
 * row at a time is a tab stop; arrows move it, and Enter goes where it leads.
 *
 * @internal
 */
export function FleetTable(props: {
  fleet: LoadedFleet;
  filters: FleetFilters;
  onSort: (order: Pick<FleetFilters, 'sort' | 'order'>) => void;
}) {
  const { fleet, filters, onSort } = props;
  const { rows, live, moved, hasMore, loadingMore, moreError } = fleet;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const pointed = useRef(false);
  const focused = useRef(false);

  const clusters = fleet.summary?.clusters;
  const clusterTitles = useMemo(
    () => new Map(clusters?.map(({ value, title }) => [value, title])),
    [clusters],
  );

  const [activeId, setActiveId] = useState<string | null>(null);
  const found = useMemo(
    () => rows.findIndex(({ id }) => id === activeId),
    [rows, activeId],
  );
  const active = Math.max(0, found);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => rows[index].id,
    overscan: OVERSCAN,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    // The row with the focus stays, wherever it is scrolled to.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        return shown.includes(active) || active >= range.count
          ? shown
          : [...shown, active].sort((a, b) => a - b);
      },
      [active],
    ),
  });
  const items = virtualizer.getVirtualItems();
  const { startIndex: first, endIndex: last } = virtualizer.range ?? {
    startIndex: 0,
    endIndex: 0,
  };

  useEffect(() => live.see(first, last), [live, first, last]);
  useEffect(() => {
    if (
      hasMore &&
      !loadingMore &&
      !moreError &&
      last >= rows.length - READ_AHEAD
    ) {
      live.loadMore();
    }
  }, [live, hasMore, loadingMore, moreError, last, rows.length]);

  // Nobody must click on a row that has just slipped under the pointer.
  const hold = () =>
    live.hold(
      pointed.current ||
        focused.current ||
        (scroller.current?.scrollTop ?? 0) > 0,
    );
  useEffect(() => () => live.hold(false), [live]);

  // Other filters or another order begin at the top.
  useEffect(() => {
    scroller.current?.scrollTo?.({ top: 0 });
  }, [live]);

  const wantsFocus = useRef(false);
  useEffect(() => {
    if (wantsFocus.current) {
      wantsFocus.current = false;
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${active}"]`)
        ?.focus({ preventScroll: true });
    }
  }, [active, activeId]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (target.dataset.index === undefined) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      target.querySelector<HTMLElement>('a, button')?.click();
      return;
    }
    const next = nextRow(event.key, active, rows.length, last - first);
    if (next !== null) {
      event.preventDefault();
      wantsFocus.current = next !== active;
      setActiveId(rows[next].id);
      virtualizer.scrollToIndex(next);
    }
  };

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={-1}
      aria-label={t('fleet.table')}
      aria-rowcount={fleet.summary ? fleet.summary.total + 1 : -1}
      aria-colcount={COLUMNS.length}
      aria-busy={fleet.outdated}
      className={`${styles.scroller} ${fleet.outdated ? styles.outdated : ''}`}
      onKeyDown={onKeyDown}
      onScroll={hold}
      onPointerEnter={() => {
        pointed.current = true;
        hold();
      }}
      onPointerLeave={() => {
        pointed.current = false;
        hold();
      }}
      onFocus={() => {
        focused.current = true;
        hold();
      }}
      onBlur={(event: FocusEvent<HTMLElement>) => {
        focused.current = event.currentTarget.contains(event.relatedTarget);
        hold();
      }}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.columns}>
          {COLUMNS.map(({ id, sort }, index) => (
            <div
              key={id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sort ? sortDirection(sort, filters) : undefined}
              className={styles.heading}
            >
              {sort ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() => onSort(nextOrder(sort, filters))}
                >
                  {t(`fleet.column.${id}`)}
                  {sortDirection(sort, filters) === 'ascending' ? (
                    <RiArrowUpSLine size={14} aria-hidden="true" />
                  ) : null}
                  {sortDirection(sort, filters) === 'descending' ? (
                    <RiArrowDownSLine size={14} aria-hidden="true" />
                  ) : null}
                </button>
              ) : (
                t(`fleet.column.${id}`)
              )}
            </div>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className={styles.body}
        style={{ blockSize: virtualizer.getTotalSize() }}
      >
        {items.map(item => {
          const row = rows[item.index];
          return (
            <FleetRow
              key={row.id}
              ref={virtualizer.measureElement}
              row={row}
              index={item.index}
              offset={item.start - HEADER_HEIGHT}
              tabStop={item.index === active}
              clusterTitle={
                clusterTitles.get(row.target.cluster) ?? row.target.cluster
              }
              moved={moved.has(row.id)}
              onActive={setActiveId}
            />
          );
        })}
      </div>
    </div>
  );
}
