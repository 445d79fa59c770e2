import { Alert } from '@backstage/ui';
import type { CostEstimate } from '@heal7/backstage-plugin-provisioning-common';
import { formatMoney } from '../model/money';
import { useTranslation } from '../translation';
import styles from './basics.module.css';

/** What each resource costs and how that is reckoned. @internal */
export function CostTable(props: { cost: CostEstimate }) {
  const { cost } = props;
  const { t, language } = useTranslation();
  return (
    <>
      {cost.outdated ? (
        <Alert status="warning" icon title={t('stack.cost.outdated')} />
      ) : null}
      {cost.items.length > 0 ? (
        <table className={styles.table} aria-label={t('stack.section.cost')}>
          <thead>
            <tr>
              <th scope="col">{t('stack.cost.resource')}</th>
              <th scope="col">{t('stack.cost.what')}</th>
              <th scope="col">{t('stack.cost.working')}</th>
              <th scope="col">{t('stack.cost.sources')}</th>
              <th scope="col">{t('stack.cost.perMonth')}</th>
            </tr>
          </thead>
          <tbody>
            {cost.items.map((item, index) => (
              <tr key={index}>
                <th scope="row" className={styles.code}>
                  {item.address}
                </th>
                <td data-label={t('stack.cost.what')}>{item.label}</td>
                <td data-label={t('stack.cost.working')}>{item.working}</td>
                <td
                  data-label={t('stack.cost.sources')}
                  className={styles.code}
                >
                  {item.prices.join(', ')}
                </td>
                <td
                  data-label={t('stack.cost.perMonth')}
                  className={styles.number}
                >
                  {formatMoney(item.monthly, language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {cost.unpriced.length > 0 ? (
        <>
          <h4>{t('stack.cost.unpriced')}</h4>
          <p className={styles.muted}>{t('stack.cost.unpricedHint')}</p>
          <table className={styles.table} aria-label={t('stack.cost.unpriced')}>
            <thead>
              <tr>
                <th scope="col">{t('stack.cost.resource')}</th>
                <th scope="col">{t('stack.cost.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {cost.unpriced.map(({ address, reason }) => (
                <tr key={address}>
                  <th scope="row" className={styles.code}>
                    {address}
                  </th>
                  <td data-label={t('stack.cost.reason')}>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
      <p className={styles.muted}>
        {t('stack.cost.asOf', { date: cost.pricesAsOf })}
      </p>
    </>
  );
}
