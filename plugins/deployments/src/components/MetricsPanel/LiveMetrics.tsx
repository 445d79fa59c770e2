import { useMemo, useRef } from 'react';
import type {
  DeploymentRole,
  DeploymentState,
  TargetMetrics,
} from '@heal7/backstage-plugin-deployments-common';
import { useInView } from '../../hooks/useInView';
import { useMetrics } from '../../hooks/useMetrics';
import { badMarks } from '../../model/badMarks';
import { isBad, measuredLine, metricCharts } from '../../model/metricCharts';
import type { MetricChartView } from '../../model/metricCharts';
import { formatMetric } from '../../model/metricValue';
import { versionOf } from '../../model/revisions';
import { useTranslation } from '../../translation';
import type { Translation } from '../../translation';
import { TimeChart } from '../Chart';
import type { ChartSeries } from '../Chart';
import styles from './MetricsPanel.module.css';

const TONES: Record<DeploymentRole, ChartSeries['tone']> = {
  stable: 'calm',
  active: 'calm',
  canary: 'new',
  preview: 'new',
  old: 'quiet',
};

function seriesOf(
  { chart, measured }: MetricChartView,
  state: DeploymentState,
  { t }: Translation,
): ChartSeries[] {
  const lines = chart.series.map(({ role, hash, points }) => ({
    id: `${role} ${hash}`,
    label: t('metrics.series', {
      role: t(`role.${role}`),
      version: versionOf(state, hash),
    }),
    tone: TONES[role],
    points,
  }));
  const good = measured.some(point => !isBad(point));
  return good
    ? [
        ...lines,
        {
          id: 'analysis',
          label: t('metrics.analysis'),
          tone: 'quiet',
          points: measuredLine(measured),
        },
      ]
    : lines;
}

function Chart(props: { view: MetricChartView; state: DeploymentState }) {
  const { view, state } = props;
  const { chart } = view;
  const translation = useTranslation();
  const { t } = translation;
  const series = useMemo(
    () => seriesOf(view, state, translation),
    [view, state, translation],
  );
  const marks = useMemo(
    () => badMarks(view.measured, translation),
    [view, translation],
  );
  if (chart.problem) {
    return (
      <p className={`${styles.quiet} ${styles.problem}`}>
        {t('metrics.problem', { title: chart.title, message: chart.problem })}
      </p>
    );
  }
  const format = (value: number) =>
    formatMetric(value, chart.unit, translation);
  const { limit } = chart;
  return (
    <TimeChart
      title={chart.title}
      series={series}
      marks={marks}
      format={format}
      limit={
        limit && {
          value: limit.value,
          label: t(
            limit.bad === 'above' ? 'metrics.limitAbove' : 'metrics.limitBelow',
            { value: format(limit.value) },
          ),
        }
      }
    />
  );
}

function Charts(props: { metrics: TargetMetrics; state: DeploymentState }) {
  const { metrics, state } = props;
  const views = useMemo(
    () => metricCharts(metrics.charts, state.analysis),
    [metrics, state.analysis],
  );
  return (
    <div className={styles.charts}>
      {views.map(view => (
        <Chart key={view.chart.id} view={view} state={state} />
      ))}
    </div>
  );
}

/** What is said instead of charts; null when there are some. */
function insteadOf(
  metrics: TargetMetrics | null,
  failure: string | null,
  { t }: Translation,
): string | null {
  if (metrics?.unavailable) {
    const { code, message } = metrics.unavailable;
    return code === 'not-configured'
      ? t('metrics.notConfigured')
      : t('metrics.unreachable', { message });
  }
  if (metrics) {
    return metrics.charts.length === 0 ? t('metrics.none') : null;
  }
  return failure === null
    ? t('metrics.loading')
    : t('metrics.failed', { message: failure });
}

/**
 * Live values of the revisions beside each other, with what analyses have
 * measured of the same. The default export is what is loaded lazily.
 */
export default function LiveMetrics(props: { state: DeploymentState }) {
  const { state } = props;
  const translation = useTranslation();
  const holder = useRef<HTMLDivElement>(null);
  const seen = useInView(holder);
  const { value, failure } = useMetrics(state, seen);
  const instead = insteadOf(value, failure?.message ?? null, translation);
  return (
    <div ref={holder}>
      {instead ? (
        <p role="status" className={styles.quiet}>
          {instead}
        </p>
      ) : null}
      {value && !instead ? <Charts metrics={value} state={state} /> : null}
      {value && !instead && failure ? (
        <p role="status" className={styles.quiet}>
          {translation.t('metrics.failed', { message: failure.message })}
        </p>
      ) : null}
    </div>
  );
}
