import type { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import {
  RiCheckLine,
  RiCloseCircleFill,
  RiLoader4Line,
  RiRefreshLine,
} from '@remixicon/react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type {
  SystemAbortOutcome,
  SystemAbortRequest,
} from '@heal7/backstage-plugin-deployments-common';
import { refName } from '../../model/fleetRow';
import { targetKey } from '../../model/replaceState';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import type { Tone } from '../Chip';
import styles from './BulkAbort.module.css';

type Shown = SystemAbortOutcome['outcome'] | 'pending';

const LOOKS: Record<Shown, { tone: Tone; icon: ReactNode }> = {
  pending: { tone: 'info', icon: <RiLoader4Line /> },
  done: { tone: 'success', icon: <RiCheckLine /> },
  conflict: { tone: 'warning', icon: <RiRefreshLine /> },
  failed: { tone: 'danger', icon: <RiCloseCircleFill /> },
};

/**
 * What came of each target, and what to do about those that failed.
 *
 * @param outcomes - null while they are being aborted.
 * @internal
 */
export function OutcomeList(props: {
  asked: SystemAbortRequest['targets'];
  outcomes: SystemAbortOutcome[] | null;
}) {
  const { asked, outcomes } = props;
  const { t } = useTranslation();
  const entityRoute = useRouteRef(entityRouteRef);
  return (
    <ul className={styles.list} aria-label={t('emergency.outcomes')}>
      {asked.map(({ target, entityRef }) => {
        const result = outcomes?.find(
          each => targetKey(each.target) === targetKey(target),
        );
        const outcome: Shown = result?.outcome ?? 'pending';
        const { tone, icon } = LOOKS[outcome];
        const href = entityRoute?.(
          entityRouteParams(entityRef, { encodeParams: true }),
        );
        const name = refName(entityRef);
        return (
          <li key={targetKey(target)} className={styles.item}>
            <span className={styles.line}>
              <strong title={entityRef}>
                {href && outcome !== 'pending' ? (
                  <Link href={`${href}/deployments`}>{name}</Link>
                ) : (
                  name
                )}
              </strong>
              <Chip tone={tone} icon={icon}>
                {t(`emergency.outcome.${outcome}`)}
              </Chip>
            </span>
            <span className={styles.muted}>
              {[target.cluster, target.namespace, target.name].join(' · ')}
            </span>
            {outcome === 'conflict' || outcome === 'failed' ? (
              <span>
                {result?.message} {t(`emergency.${outcome}Hint`)}
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
