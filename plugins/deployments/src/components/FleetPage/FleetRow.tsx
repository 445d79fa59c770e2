import { forwardRef, memo, useState } from 'react';
import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import type { FleetRow as Row } from '@heal7/backstage-plugin-deployments-common';
import { truncateMiddle } from '../../model/imageName';
import { useTranslation } from '../../translation';
import { COLUMNS } from './columns';
import { FleetRowDetails } from './FleetRowDetails';
import styles from './FleetPage.module.css';

/** The row is the tab stop, and Enter on it goes to the link. */
const NO_TAB_STOP = { tabIndex: -1 };

function Name(props: { row: Row; open: boolean; onToggle: () => void }) {
  const { row, open, onToggle } = props;
  const { target, entities } = row;
  const { t } = useTranslation();
  const entityRoute = useRouteRef(entityRouteRef);
  const [entity, ...others] = entities;
  const href =
    entity &&
    entityRoute?.(entityRouteParams(entity.entityRef, { encodeParams: true }));
  const name = truncateMiddle(entity?.title || target.name, 48);
  const place =
    entity && entity.title !== target.name
      ? `${target.namespace} / ${target.name}`
      : target.namespace;
  return (
    <>
      {href ? (
        <Link
          {...NO_TAB_STOP}
          href={`${href}/deployments`}
          className={styles.link}
          title={entity.title || target.name}
        >
          {name}
        </Link>
      ) : (
        <button
          {...NO_TAB_STOP}
          type="button"
          className={styles.link}
          aria-expanded={open}
          onClick={onToggle}
        >
          {open ? (
            <RiArrowDownSLine size={14} aria-hidden="true" />
          ) : (
            <RiArrowRightSLine size={14} aria-hidden="true" />
          )}
          {name}
        </button>
      )}
      <span className={styles.muted} title={place}>
        {truncateMiddle(place, 56)}
        {entity ? null : ` · ${t('fleet.noEntity')}`}
        {others.length > 0
          ? ` · ${t('fleet.moreEntities', { count: others.length })}`
          : null}
      </span>
    </>
  );
}

/** One rollout: a line of the table, a card on a phone. @internal */
export const FleetRow = memo(
  forwardRef<
    HTMLDivElement,
    {
      row: Row;
      index: number;
      /** Pixels from the top of all rows. */
      offset: number;
      tabStop: boolean;
      clusterTitle: string;
      moved: boolean;
      onActive: (id: string) => void;
    }
  >(function Line(props, ref) {
    const { row, index, offset, tabStop, clusterTitle, moved, onActive } =
      props;
    const { t } = useTranslation();
    const [open, setOpen] = useState(false);
    const state = [
      styles.row,
      row.stale ? styles.stale : '',
      moved ? styles.movedRow : '',
      row.attention ? styles.attention : '',
    ];
    return (
      <div
        ref={ref}
        role="row"
        data-index={index}
        aria-rowindex={index + 2}
        tabIndex={tabStop ? 0 : -1}
        className={`${styles.columns} ${state.join(' ')}`}
        style={{ transform: `translateY(${offset}px)` }}
        onFocus={() => onActive(row.id)}
      >
        {COLUMNS.map(({ id, cell }, column) => (
          <div
            key={id}
            role={id === 'name' ? 'rowheader' : 'gridcell'}
            aria-colindex={column + 1}
            data-column={id}
            className={styles.cell}
          >
            {cell ? (
              cell(row, { clusterTitle, moved })
            ) : (
              <Name row={row} open={open} onToggle={() => setOpen(!open)} />
            )}
          </div>
        ))}
        {open ? (
          <div
            role="gridcell"
            aria-colindex={1}
            aria-colspan={COLUMNS.length}
            aria-label={t('fleet.details', { name: row.target.name })}
            className={styles.details}
          >
            <FleetRowDetails row={row} />
          </div>
        ) : null}
      </div>
    );
  }),
);
