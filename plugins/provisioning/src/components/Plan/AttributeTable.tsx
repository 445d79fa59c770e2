import { useState } from 'react';
import type { ResourceChange } from '@heal7/backstage-plugin-provisioning-common';
import { diffRows } from '../../model/planRows';
import { useTranslation } from '../../translation';
import basics from '../basics.module.css';
import { ValueText } from './ValueText';
import styles from './Plan.module.css';

/** Attributes that are shown before somebody asks for the others. */
const MOST = 100;

/** What changes of a resource, attribute by attribute. @internal */
export function AttributeTable(props: { change: ResourceChange }) {
  const { change } = props;
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const rows = diffRows(change);
  if (rows.length === 0) {
    return <p className={styles.muted}>{t('plan.noAttributes')}</p>;
  }
  const withBefore = change.action !== 'create';
  const withAfter = change.action !== 'delete';
  const hidden = all ? 0 : rows.length - MOST;
  return (
    <>
      <table
        className={basics.table}
        aria-label={t('plan.attributes', { address: change.address })}
      >
        <thead>
          <tr>
            <th scope="col">{t('plan.attribute')}</th>
            {withBefore ? <th scope="col">{t('plan.before')}</th> : null}
            {withAfter ? <th scope="col">{t('plan.after')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {(hidden > 0 ? rows.slice(0, MOST) : rows).map(row => (
            <tr key={row.path}>
              <th scope="row" className={basics.code}>
                {row.path}
                {row.forcesReplacement ? (
                  <span className={styles.forces}>{t('plan.forces')}</span>
                ) : null}
              </th>
              {withBefore ? (
                <td data-label={t('plan.before')}>
                  {row.before ? <ValueText value={row.before} /> : null}
                </td>
              ) : null}
              {withAfter ? (
                <td data-label={t('plan.after')}>
                  {row.after ? <ValueText value={row.after} /> : null}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 ? (
        <button
          type="button"
          className={styles.more}
          onClick={() => setAll(true)}
        >
          {t('plan.moreAttributes', { count: hidden })}
        </button>
      ) : null}
    </>
  );
}
