import { RiRouteLine, RiTimerLine } from '@remixicon/react';
import type {
  DeploymentHeaderMatch,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import { weightView } from '../../model/weights';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';
import { Chip } from '../Chip';
import { TrafficSplit } from './TrafficSplit';
import { WeightBar } from './WeightBar';
import styles from './TrafficBar.module.css';

const MATCH_TEXT: Record<DeploymentHeaderMatch['kind'], MessageKey> = {
  exact: 'traffic.headerExact',
  prefix: 'traffic.headerPrefix',
  regex: 'traffic.headerRegex',
  unknown: 'traffic.headerUnknown',
};

/** How traffic is split now, how it should be, and who goes round the split. @internal */
export function TrafficBar(props: { state: DeploymentState }) {
  const { state } = props;
  const { t } = useTranslation();
  const { set, actual, lag } = weightView(state);
  return (
    <div className={styles.traffic}>
      <WeightBar set={set} actual={actual} />
      <div className={styles.figures}>
        <span className={styles.figure}>
          {t('traffic.actual', { percent: actual })}
        </span>
        <span>{t('traffic.set', { percent: set })}</span>
        {lag ? (
          <Chip tone="warning" icon={<RiTimerLine />}>
            {t(`traffic.lag.${lag}`)}
          </Chip>
        ) : null}
        <span className={styles.router}>
          {state.trafficRouter
            ? t('traffic.router', { router: state.trafficRouter })
            : t('traffic.byReplicas')}
        </span>
      </div>
      {state.traffic ? <TrafficSplit traffic={state.traffic} /> : null}
      {state.headerRoutes.length > 0 ? (
        <ul className={styles.routes} aria-label={t('traffic.headerRoute')}>
          {state.headerRoutes.map(route => (
            <li key={route.name}>
              <Chip
                tone="info"
                icon={<RiRouteLine />}
                title={`${route.name}: ${t('traffic.headerRouteHint')}`}
              >
                {route.matches
                  .map(({ header, kind, value }) =>
                    t(MATCH_TEXT[kind], { header, value }),
                  )
                  .join(', ')}
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
