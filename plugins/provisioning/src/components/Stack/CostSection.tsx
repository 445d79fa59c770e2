import type { CostEstimate } from '@heal7/backstage-plugin-provisioning-common';
import { formatMoney } from '../../model/money';
import { useTranslation } from '../../translation';
import { CostTable } from '../CostTable';
import { EmptyState } from '../EmptyState';
import styles from './Stack.module.css';

/** What the applied stack costs, and how that is reckoned. @internal */
export function CostSection(props: { cost: CostEstimate | null }) {
  const { cost } = props;
  const { t, language } = useTranslation();
  if (!cost || (cost.items.length === 0 && cost.unpriced.length === 0)) {
    return (
      <EmptyState
        title={t('stack.cost.none')}
        hint={t('stack.cost.noneHint')}
      />
    );
  }
  const total = t('stack.cost.total', {
    amount: formatMoney(cost.monthly, language),
  });
  return (
    <>
      <p className={styles.total}>
        {cost.unpriced.length > 0
          ? t('stacks.atLeast', { amount: total })
          : total}
      </p>
      <CostTable cost={cost} />
    </>
  );
}
