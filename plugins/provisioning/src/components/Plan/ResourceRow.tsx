import { useId } from 'react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import type { ResourceChange } from '@heal7/backstage-plugin-provisioning-common';
import type { PlanGroup } from '../../model/planRows';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import { AttributeTable } from './AttributeTable';
import { GroupIcon } from './GroupIcon';
import styles from './Plan.module.css';

/** A resource of a plan in a line, and what changes of it when opened. @internal */
export function ResourceRow(props: {
  change: ResourceChange;
  group: PlanGroup;
  /** Whether its loss loses data. */
  stateful: boolean;
  open: boolean;
  onToggle: () => void;
}) {
  const { change, group, stateful, open, onToggle } = props;
  const { t } = useTranslation();
  const detailsId = useId();
  const forcing = change.attributes
    .filter(({ forcesReplacement }) => forcesReplacement)
    .map(({ path }) => path);
  const lost = group === 'delete' || group === 'replace';
  return (
    <>
      <button
        type="button"
        className={styles.resource}
        aria-expanded={open}
        aria-controls={open ? detailsId : undefined}
        onClick={onToggle}
      >
        <span className={styles.icon} aria-hidden="true">
          {open ? (
            <RiArrowDownSLine size={16} />
          ) : (
            <RiArrowRightSLine size={16} />
          )}
        </span>
        <span
          className={`${styles.icon} ${lost ? styles.lost : ''}`}
          aria-hidden="true"
        >
          <GroupIcon group={group} />
        </span>
        <span className={styles.address}>{change.address}</span>
        <span className={lost ? styles.lost : styles.muted}>
          {t(`plan.one.${group}`)}
          {group === 'replace'
            ? `, ${t(
                change.createFirst ? 'plan.createFirst' : 'plan.destroyFirst',
              )}`
            : ''}
          {forcing.length > 0
            ? ` ${t('plan.forcedBy', { attributes: forcing.join(', ') })}`
            : ''}
        </span>
        {change.previousAddress ? (
          <span className={styles.muted}>
            {t('plan.movedFrom', { address: change.previousAddress })}
          </span>
        ) : null}
        {change.imported && group !== 'import' ? (
          <span className={styles.muted}>{t('plan.imported')}</span>
        ) : null}
        {stateful ? <Chip tone="danger">{t('plan.stateful')}</Chip> : null}
      </button>
      {open ? (
        <div id={detailsId} className={styles.details}>
          <AttributeTable change={change} />
        </div>
      ) : null}
    </>
  );
}
