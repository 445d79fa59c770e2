import { useState } from 'react';
import type { DeploymentMetric } from '@heal7/backstage-plugin-deployments-common';
import { useClockOffset } from '../../hooks/useServerNow';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import { MeasurementChart } from './MeasurementChart';
import { VerdictChip } from './VerdictChip';
import styles from './AnalysisList.module.css';

/** Every measurement of a metric, newest last, and drawn. @internal */
export function MeasurementTable(props: { metric: DeploymentMetric }) {
  const { metric } = props;
  const { t, language } = useTranslation();
  const now = Date.now() + useClockOffset();
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles.measurements}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>
        {metric.name}: {t('analysis.measurements')} (
        {metric.measurements.length})
      </summary>
      {open ? <MeasurementChart metric={metric} /> : null}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('analysis.at')}</th>
            <th scope="col">{t('analysis.value')}</th>
            <th scope="col">{t('analysis.verdict')}</th>
            <th scope="col">{t('analysis.message')}</th>
          </tr>
        </thead>
        <tbody>
          {metric.measurements.map((measurement, index) => (
            <tr key={measurement.startedAt ?? index}>
              <td>
                {measurement.startedAt
                  ? formatMoment(measurement.startedAt, now, language)
                  : '—'}
              </td>
              <td className={styles.value}>{measurement.value || '—'}</td>
              <td>
                <VerdictChip phase={measurement.phase} />
              </td>
              <td>{measurement.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
