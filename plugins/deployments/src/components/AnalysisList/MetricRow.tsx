import type { DeploymentMetric } from '@heal7/backstage-plugin-deployments-common';
import { measuredNumber } from '../../model/sparkline';
import { formatDuration } from '../../model/time';
import { useTranslation } from '../../translation';
import type { Translate, Translation } from '../../translation';
import { Chip } from '../Chip';
import { SparklineView } from './SparklineView';
import { VerdictChip } from './VerdictChip';
import styles from './AnalysisList.module.css';

function limitTexts(
  metric: DeploymentMetric,
  { t, language }: Translation,
): string[] {
  const interval =
    metric.intervalSeconds === null
      ? null
      : formatDuration(metric.intervalSeconds, language);
  return [
    metric.successCondition &&
      t('analysis.success', { condition: metric.successCondition }),
    metric.failureCondition &&
      t('analysis.failure', { condition: metric.failureCondition }),
    metric.failureLimit !== null &&
      t('analysis.failureLimit', { count: metric.failureLimit }),
    metric.inconclusiveLimit !== null &&
      t('analysis.inconclusiveLimit', { count: metric.inconclusiveLimit }),
    interval !== null &&
      (metric.count === null
        ? t('analysis.scheduleOpen', { interval })
        : t('analysis.schedule', { interval, count: metric.count })),
  ].filter((text): text is string => Boolean(text));
}

function countTexts(metric: DeploymentMetric, t: Translate): string[] {
  const { successful, failed, inconclusive, errors } = metric;
  const said = [
    failed > 0 && t('analysis.bad', { number: failed }),
    inconclusive > 0 && t('analysis.unsure', { number: inconclusive }),
    errors > 0 && t('analysis.errors', { number: errors }),
  ].filter((text): text is string => Boolean(text));
  return [t('analysis.good', { number: successful }), ...said];
}

/** One metric: its verdict, what it was measured at, and what is tolerated. @internal */
export function MetricRow(props: { metric: DeploymentMetric }) {
  const { metric } = props;
  const translation = useTranslation();
  const { t } = translation;
  const last = metric.measurements[metric.measurements.length - 1];
  return (
    <tr>
      <th scope="row" className={styles.metric}>
        <span className={styles.name}>{metric.name}</span>
        {metric.provider ? (
          <span className={styles.muted}> {metric.provider}</span>
        ) : null}
        {metric.dryRun ? (
          <Chip title={t('analysis.dryRunHint')}>{t('analysis.dryRun')}</Chip>
        ) : null}
        {limitTexts(metric, translation).map(text => (
          <span key={text} className={styles.limitText}>
            {text}
          </span>
        ))}
        {metric.message ? (
          <span className={styles.limitText}>{metric.message}</span>
        ) : null}
      </th>
      <td>
        <VerdictChip phase={metric.phase} />
        <span className={styles.counts}>
          {countTexts(metric, t).join(', ')}
        </span>
      </td>
      <td>
        <span className={styles.value}>
          {last ? measuredNumber(last.value) ?? last.value : '—'}
        </span>
        <SparklineView metric={metric} />
      </td>
    </tr>
  );
}
