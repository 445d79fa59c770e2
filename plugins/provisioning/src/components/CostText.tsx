import type { CostEstimate } from '@heal7/backstage-plugin-provisioning-common';
import { formatMoney } from '../model/money';
import { useTranslation } from '../translation';

/** A sum; one that leaves something out says so. @internal */
export function CostText(props: { cost: CostEstimate | null }) {
  const { cost } = props;
  const { t, language } = useTranslation();
  if (!cost) {
    return <>{t('stacks.unknownCost')}</>;
  }
  const amount = formatMoney(cost.monthly, language);
  const { length } = cost.unpriced;
  if (length === 0) {
    return <>{amount}</>;
  }
  return (
    <span title={t('stacks.unpriced', { count: length })}>
      {t('stacks.atLeast', { amount })}
    </span>
  );
}
