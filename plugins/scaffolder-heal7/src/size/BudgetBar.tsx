import { useId } from 'react';
import { Alert } from '@backstage/ui';
import { useWords } from '../translation/words';
import type { EnvironmentCost } from './cost';
import { formatPercent, formatUsd } from './money';
import styles from './BudgetBar.module.css';

/** How much of an environment's budget the service would take. */
export function BudgetBar({ environment, cost }: EnvironmentCost) {
  const { t, language } = useWords();
  const label = useId();
  const budget = environment.budgetUsd;
  const width = (amount: number) => ({
    inlineSize: `${Math.min(100, (100 * amount) / budget)}%`,
  });
  const share = t('cost.share', {
    min: formatPercent(cost.min / budget, language),
    max: formatPercent(cost.max / budget, language),
    budget: formatUsd(budget, language),
  });
  const excess = (cost.min > budget ? cost.min : cost.max) - budget;

  return (
    <div className={styles.budget}>
      <p id={label} className={styles.caption}>
        {t('cost.budget', {
          environment: environment.title,
          budget: formatUsd(budget, language),
        })}
      </p>
      <div
        role="meter"
        aria-labelledby={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, Math.round((100 * cost.max) / budget))}
        aria-valuetext={share}
        className={`${styles.bar} ${excess > 0 ? styles.over : ''}`}
      >
        <div className={styles.most} style={width(cost.max)} />
        <div className={styles.least} style={width(cost.min)} />
      </div>
      <p className={styles.caption}>{share}</p>
      {excess > 0 && (
        <Alert
          role="status"
          status="warning"
          icon
          description={t(cost.min > budget ? 'cost.overAlways' : 'cost.over', {
            environment: environment.title,
            excess: formatUsd(excess, language),
          })}
        />
      )}
    </div>
  );
}
