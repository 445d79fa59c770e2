import type { ReactNode } from 'react';
import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { RolloutDetail } from '@heal7/backstage-plugin-deployments-common';
import { deploymentsApiRef } from '../../api';
import { useAnswer } from '../../hooks/useAnswer';
import { trafficCurve } from '../../model/timeline';
import { useTranslation } from '../../translation';
import { AnalysisList } from '../AnalysisList';
import { TimeChart } from '../Chart';
import { FailureAlert } from '../FailureAlert';
import { ActList } from './ActList';
import { Timeline } from './Timeline';
import styles from './History.module.css';

function Part(props: { heading: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={styles.heading}>{props.heading}</h3>
      {props.children}
    </section>
  );
}

function TrafficCurve(props: { rollout: RolloutDetail }) {
  const { t } = useTranslation();
  const curve = trafficCurve(props.rollout, Date.now());
  const points = (share: 'set' | 'actual') =>
    curve.map(one => [one.at, one[share]] as [number, number]);
  return (
    <TimeChart
      title={t('history.traffic')}
      series={[
        {
          id: 'set',
          label: t('history.set'),
          tone: 'quiet',
          points: points('set'),
          stepped: true,
        },
        {
          id: 'actual',
          label: t('history.actual'),
          tone: 'new',
          points: points('actual'),
          stepped: true,
        },
      ]}
      format={value => `${value}%`}
      range={[0, 100]}
    />
  );
}

/** All that is remembered of one rollout. @internal */
export function RolloutDetailView(props: { entityRef: string; id: string }) {
  const { entityRef, id } = props;
  const api = useApi(deploymentsApiRef);
  const { t } = useTranslation();
  const { value, error, retry } = useAnswer(`${entityRef} ${id}`, signal =>
    api.getRollout(parseEntityRef(entityRef), id, { signal }),
  );
  if (error) {
    return (
      <FailureAlert
        error={error}
        title={t('history.detailFailed')}
        onRetry={retry}
      />
    );
  }
  if (!value) {
    return (
      <div role="status">
        <VisuallyHidden>{t('history.loading')}</VisuallyHidden>
        <Skeleton width="100%" height={120} />
      </div>
    );
  }
  return (
    <div className={styles.parts}>
      <Part heading={t('history.timeline')}>
        <Timeline rollout={value} />
      </Part>
      {value.traffic.length > 0 ? <TrafficCurve rollout={value} /> : null}
      {value.analyses.length > 0 ? (
        <Part heading={t('history.analyses')}>
          <AnalysisList runs={value.analyses} />
        </Part>
      ) : null}
      <Part heading={t('history.acts')}>
        <ActList acts={value.acts} />
      </Part>
    </div>
  );
}
