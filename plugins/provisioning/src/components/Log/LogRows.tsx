import { useEffect, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { LogRow } from '../../model/logWindow';
import { useTranslation } from '../../translation';
import styles from './Log.module.css';

/** As the stylesheet has it; lines are not wrapped. */
const ROW_HEIGHT = 20;
const OVERSCAN = 20;
/** So close to the end, the reader is taken to be at it. */
const AT_END = 2 * ROW_HEIGHT;

/** `12:34:56`, by the reader's clock. */
const clock = (at: string) => new Date(at).toTimeString().slice(0, 8);

function Row(props: { row: LogRow; onEarlier: () => void }) {
  const { row, onEarlier } = props;
  const { t } = useTranslation();
  if (row.kind === 'earlier') {
    return (
      <button type="button" className={styles.earlier} onClick={onEarlier}>
        {t('log.earlier', { count: row.count })}
      </button>
    );
  }
  if (row.kind === 'gap') {
    return (
      <span className={styles.apart}>{t('log.gap', { count: row.count })}</span>
    );
  }
  const { line } = row;
  return (
    <>
      <span className={styles.number}>{line.position}</span>
      <time dateTime={line.at} className={styles.time}>
        {clock(line.at)}
      </time>
      {line.level === 'info' ? null : (
        <span className={`${styles.level} ${styles[line.level]}`}>
          {t(`log.level.${line.level}`)}
        </span>
      )}
      <span>{line.text}</span>
    </>
  );
}

/**
 * Lines of a log, of which only those on the screen are in the page. Nothing
 * of it is read out by itself; a summary elsewhere is.
 *
 * @param follow - whether the end is kept in sight.
 * @param onFollow - told when the reader scrolls away from the end, or back.
 * @internal
 */
export function LogRows(props: {
  rows: LogRow[];
  label: string;
  busy: boolean;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  onEarlier: () => void;
}) {
  const { rows, label, busy, follow, onFollow, onEarlier } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => {
      const row = rows[index];
      switch (row.kind) {
        case 'line':
          return row.line.position;
        case 'gap':
          return `gap ${row.after}`;
        default:
          return row.kind;
      }
    },
    overscan: OVERSCAN,
  });
  useEffect(() => {
    if (follow && rows.length > 0) {
      virtualizer.scrollToIndex(rows.length - 1, { align: 'end' });
    }
  }, [follow, rows.length, virtualizer]);

  // Only a person's own scrolling changes whether the end is followed.
  const byHand = useRef(false);
  const scrolled = () => {
    const box = scroller.current;
    if (box && byHand.current) {
      byHand.current = false;
      onFollow(box.scrollHeight - box.scrollTop - box.clientHeight < AT_END);
    }
  };
  const touch = () => {
    byHand.current = true;
  };
  return (
    // It is scrolled, and nothing else.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={scroller}
      className={styles.scroller}
      role="log"
      aria-live="off"
      aria-busy={busy}
      aria-label={label}
      // Keyboards can only scroll what they can focus.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={scrolled}
      onWheel={touch}
      onTouchMove={touch}
      onPointerDown={touch}
      onKeyDown={touch}
    >
      <div
        className={styles.rows}
        style={{ blockSize: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(item => (
          <div
            key={item.key}
            className={styles.row}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <Row row={rows[item.index]} onEarlier={onEarlier} />
          </div>
        ))}
      </div>
    </div>
  );
}
