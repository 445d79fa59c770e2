import type { EnvironmentInfo } from '@heal7/backstage-plugin-provisioning-common';
import { formatMoney } from '../../model/money';
import { useTranslation } from '../../translation';
import styles from './Stacks.module.css';

function Budget(props: { environment: EnvironmentInfo }) {
  const { name, budget, spent } = props.environment;
  const { t, language } = useTranslation();
  const money = (amount: number) => formatMoney(amount, language);
  const over = budget !== null && spent > budget;
  return (
    <li className={styles.budget}>
      <span>
        <strong>{name}</strong>{' '}
        {budget === null
          ? t('stacks.noBudget', { spent: money(spent) })
          : t('stacks.budget', { spent: money(spent), budget: money(budget) })}
      </span>
      {budget === null ? null : (
        <div className={styles.track} aria-hidden="true">
          <div
            className={`${styles.spent} ${over ? styles.overSpent : ''}`}
            style={{
              inlineSize: `${Math.min(100, (100 * spent) / (budget || 1))}%`,
            }}
          />
        </div>
      )}
      {over ? (
        <span className={styles.over}>
          {t('stacks.over', { amount: money(spent - budget) })}
        </span>
      ) : null}
    </li>
  );
}

/** What the environments spend of their budgets. @internal */
export function Budgets(props: { environments: EnvironmentInfo[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.budgets} aria-label={t('stacks.budgets')}>
      {props.environments.map(environment => (
        <Budget key={environment.name} environment={environment} />
      ))}
    </ul>
  );
}
