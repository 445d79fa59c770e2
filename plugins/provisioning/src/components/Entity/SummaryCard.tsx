import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { STACK_PHASES, stackParams } from '../../api';
import { useSummary } from '../../hooks/useSummary';
import { formatMoney } from '../../model/money';
import { rootRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { FailureAlert } from '../FailureAlert';
import { LoadingState } from '../LoadingState';
import { StackPhaseChip } from '../PhaseChip';
import { CreateLink } from '../Stacks/CreateLink';
import styles from '../Stacks/Stacks.module.css';
import { InfrastructureCard } from './InfrastructureCard';

/** How many stacks the system or group has, by phase, and what they cost. @internal */
export function SummaryCard() {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const { value, failure, refresh } = useSummary(ref);
  const { t, language } = useTranslation();
  const page = useRouteRef(rootRouteRef)?.();
  const addressOf = (phase?: (typeof STACK_PHASES)[number]) =>
    page ? `${page}?${stackParams({ entity: ref, phase })}` : undefined;
  const body = () => {
    if (!value) {
      return failure ? (
        <FailureAlert
          failure={failure}
          title={t('stacks.loadFailed')}
          onRetry={refresh}
        />
      ) : (
        <LoadingState />
      );
    }
    if (value.total === 0) {
      return (
        <>
          <p className={styles.muted}>{t('stacks.noneOf')}</p>
          <CreateLink variant="secondary" />
        </>
      );
    }
    return (
      <>
        <p className={styles.muted}>
          {t('stacks.total', { count: value.total })}
          {value.cost
            ? `, ${t('stacks.card.perMonth', {
                amount: formatMoney(value.cost.monthly, language),
              })}`
            : ''}
          {value.cost && value.cost.unpriced.length > 0
            ? `, ${t('stacks.unpriced', { count: value.cost.unpriced.length })}`
            : ''}
        </p>
        <ul className={styles.list}>
          {STACK_PHASES.filter(phase => value.phases[phase]).map(phase => {
            const href = addressOf(phase);
            return (
              <li key={phase} className={styles.line}>
                <StackPhaseChip phase={phase} />
                {href ? (
                  <Link href={href}>
                    {t('stacks.total', { count: value.phases[phase] ?? 0 })}
                  </Link>
                ) : (
                  t('stacks.total', { count: value.phases[phase] ?? 0 })
                )}
              </li>
            );
          })}
        </ul>
      </>
    );
  };
  return <InfrastructureCard href={addressOf()}>{body()}</InfrastructureCard>;
}
