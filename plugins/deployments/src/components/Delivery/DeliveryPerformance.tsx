import { useId } from 'react';
import {
  Skeleton,
  ToggleButton,
  ToggleButtonGroup,
  VisuallyHidden,
} from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { DeliveryPerformance as Performance } from '@heal7/backstage-plugin-deployments-common';
import { deploymentsApiRef } from '../../api';
import type { DeliveryQuery } from '../../api';
import { useAddressParam } from '../../hooks/useAddressParam';
import { useAnswer } from '../../hooks/useAnswer';
import { deliveryFigures } from '../../model/delivery';
import { useTranslation } from '../../translation';
import { FailureAlert } from '../FailureAlert';
import theme from '../theme.module.css';
import { DayBars } from './DayBars';
import styles from './Delivery.module.css';

const PERIODS = [7, 30, 90];
const USUAL = 30;
const FIGURES = ['frequency', 'leadTime', 'failureRate', 'restore'] as const;

function Figures(props: { performance: Performance; busy: boolean }) {
  const { performance, busy } = props;
  const { t, say, language } = useTranslation();
  const { environment } = performance;
  return (
    <div className={busy ? styles.busy : undefined} aria-busy={busy}>
      <dl className={styles.figures}>
        {deliveryFigures(performance, language).map(({ id, value, note }) => (
          <div key={id} className={styles.figure}>
            <dt>{t(`delivery.${id}`)}</dt>
            <dd className={value === null ? styles.unknown : styles.value}>
              {value === null ? t('delivery.none') : null}
              {typeof value === 'string' ? value : null}
              {value !== null && typeof value !== 'string' ? say(value) : null}
            </dd>
            <dd className={styles.note}>{say(note)}</dd>
          </div>
        ))}
      </dl>
      <DayBars days={performance.days} />
      <p className={styles.note}>
        {environment
          ? t('delivery.environment', { environment })
          : t('delivery.anyEnvironment')}
      </p>
    </div>
  );
}

/** The four DORA figures of a scope, with what they mean. @internal */
export function DeliveryPerformance(props: {
  scope: Omit<DeliveryQuery, 'days'>;
}) {
  const { scope } = props;
  const api = useApi(deploymentsApiRef);
  const { t } = useTranslation();
  const titleId = useId();
  const [period, setPeriod] = useAddressParam('days', String(USUAL));
  // The address may say anything.
  const days = PERIODS.find(each => String(each) === period) ?? USUAL;
  const { value, error, loading, retry } = useAnswer(
    JSON.stringify({ ...scope, days }),
    signal => api.getDelivery({ ...scope, days }, { signal }),
  );
  return (
    <section
      aria-labelledby={titleId}
      className={`${theme.theme} ${styles.delivery}`}
    >
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {t('delivery.title')}
        </h2>
        <ToggleButtonGroup
          aria-label={t('delivery.period')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[String(days)]}
          onSelectionChange={([key]) => setPeriod(String(key))}
        >
          {PERIODS.map(each => (
            <ToggleButton key={each} id={String(each)} size="small">
              {t('delivery.days', { count: each })}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {error ? (
        <FailureAlert
          error={error}
          title={t('delivery.loadFailed')}
          onRetry={retry}
        />
      ) : null}
      {!value && !error ? (
        <div role="status">
          <VisuallyHidden>{t('delivery.loading')}</VisuallyHidden>
          <Skeleton width="100%" height={110} />
        </div>
      ) : null}
      {value && !error ? <Figures performance={value} busy={loading} /> : null}
      <details className={styles.definitions}>
        <summary>{t('delivery.definitions')}</summary>
        <dl>
          {FIGURES.map(id => (
            <div key={id}>
              <dt>{t(`delivery.${id}`)}</dt>
              <dd>{t(`delivery.${id}Means`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
