import { useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { PlanRow } from '../../model/planRows';
import { useTranslation } from '../../translation';
import { GroupIcon } from './GroupIcon';
import { ResourceRow } from './ResourceRow';
import styles from './Plan.module.css';

/** Of a row that is closed. */
const ROW_HEIGHT = 38;
/** Rows beyond the edge: the next ones are there before they are scrolled to. */
const OVERSCAN = 10;

const keyOf = (row: PlanRow) =>
  row.kind === 'group' ? row.group : `${row.group} ${row.change.address}`;

/**
 * The rows of a plan, of which only those on the screen are in the page.
 *
 * @internal
 */
export function ResourceList(props: {
  rows: PlanRow[];
  label: string;
  stateful: readonly string[];
  isOpen: (address: string) => boolean;
  onToggle: (address: string) => void;
}) {
  const { rows, label, stateful, isOpen, onToggle } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => keyOf(rows[index]),
    overscan: OVERSCAN,
  });
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul
        className={styles.rows}
        aria-label={label}
        style={{ blockSize: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(item => {
          const row = rows[item.index];
          return (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className={styles.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.kind === 'group' ? (
                <div className={styles.groupRow}>
                  <span
                    className={`${styles.icon} ${
                      row.group === 'delete' || row.group === 'replace'
                        ? styles.lost
                        : ''
                    }`}
                    aria-hidden="true"
                  >
                    <GroupIcon group={row.group} />
                  </span>
                  <h4 className={styles.groupName}>
                    {t(`plan.group.${row.group}`)} ({row.count})
                  </h4>
                </div>
              ) : (
                <ResourceRow
                  change={row.change}
                  group={row.group}
                  stateful={stateful.includes(row.change.address)}
                  open={isOpen(row.change.address)}
                  onToggle={() => onToggle(row.change.address)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
