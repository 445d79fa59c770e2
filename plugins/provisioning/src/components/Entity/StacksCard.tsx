import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useStacks } from '../../hooks/useStacks';
import { stackRouteRef, tabRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { CostText } from '../CostText';
import { FailureAlert } from '../FailureAlert';
import { LoadingState } from '../LoadingState';
import { StackPhaseChip } from '../PhaseChip';
import { CreateLink } from '../Stacks/CreateLink';
import { DriftText } from '../Stacks/DriftText';
import styles from '../Stacks/Stacks.module.css';
import { InfrastructureCard } from './InfrastructureCard';

/** Lines that fit a card; the tab has the rest. */
const MOST = 6;

/** The stacks of the component that the page is about, at a glance. @internal */
export function StacksCard() {
  const { entity } = useEntity();
  const { value, failure, refresh } = useStacks({
    entity: stringifyEntityRef(entity),
  });
  const { t } = useTranslation();
  const tab = useRouteRef(tabRouteRef)?.();
  const stackRoute = useRouteRef(stackRouteRef);
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
    if (value.items.length === 0) {
      return (
        <>
          <p className={styles.muted}>{t('stacks.noneOf')}</p>
          <CreateLink variant="secondary" />
        </>
      );
    }
    return (
      <ul className={styles.list}>
        {value.items.slice(0, MOST).map(stack => (
          <li key={stack.id} className={styles.line}>
            {stackRoute ? (
              <Link href={stackRoute({ stackId: stack.id })}>{stack.name}</Link>
            ) : (
              <strong>{stack.name}</strong>
            )}
            <StackPhaseChip phase={stack.phase} />
            <span>{stack.environment}</span>
            <span className={styles.muted}>
              {t('stacks.column.drift')}: <DriftText stack={stack} />
            </span>
            {stack.cost ? <CostText cost={stack.cost} /> : null}
          </li>
        ))}
      </ul>
    );
  };
  return <InfrastructureCard href={tab}>{body()}</InfrastructureCard>;
}
