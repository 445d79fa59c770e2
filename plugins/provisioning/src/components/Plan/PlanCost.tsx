import type {
  CostComparison,
  EnvironmentInfo,
} from '@heal7/backstage-plugin-provisioning-common';
import { formatChange, formatMoney } from '../../model/money';
import { useTranslation } from '../../translation';
import { CostTable } from '../CostTable';
import { CostText } from '../CostText';
import styles from './Plan.module.css';

/** What a plan changes of the cost, and what that means for the budget. @internal */
export function PlanCost(props: {
  cost: CostComparison | null;
  /** Null while it is not known. */
  environment: EnvironmentInfo | null;
  /** Whether the plan is still ahead, so that the budget will feel it. */
  ahead: boolean;
}) {
  const { cost, environment, ahead } = props;
  const { t, language } = useTranslation();
  if (!cost) {
    return <p className={styles.muted}>{t('plan.costUnknown')}</p>;
  }
  const { before, after } = cost;
  const budget = environment?.budget ?? null;
  const spent = (environment?.spent ?? 0) + (after.monthly - before.monthly);
  return (
    <>
      <dl className={styles.costs}>
        <div>
          <dt>{t('plan.costBefore')}</dt>
          <dd>
            <CostText cost={before} />
          </dd>
        </div>
        <div>
          <dt>{t('plan.costAfter')}</dt>
          <dd>
            <CostText cost={after} />
          </dd>
        </div>
        <div>
          <dt>{t('plan.costDifference')}</dt>
          <dd>{formatChange(before.monthly, after.monthly, language)}</dd>
        </div>
        {environment && budget !== null && ahead ? (
          <div>
            <dt>{t('plan.budget', { environment: environment.name })}</dt>
            <dd>
              {t('plan.budgetAfter', {
                spent: formatMoney(spent, language),
                budget: formatMoney(budget, language),
              })}
              {spent > budget ? (
                <>
                  {', '}
                  <span className={styles.over}>
                    {t('plan.budgetOver', {
                      amount: formatMoney(spent - budget, language),
                    })}
                  </span>
                </>
              ) : null}
            </dd>
          </div>
        ) : null}
      </dl>
      <details className={styles.fold}>
        <summary>{t('plan.costDetails')}</summary>
        <CostTable cost={after} />
      </details>
    </>
  );
}
