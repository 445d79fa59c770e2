import { useMemo } from 'react';
import type { DeploymentMetric } from '@heal7/backstage-plugin-deployments-common';
import { badMarks } from '../../model/badMarks';
import { measuredPoints } from '../../model/metricCharts';
import { formatMetric } from '../../model/metricValue';
import { conditionLimits } from '../../model/sparkline';
import { useTranslation } from '../../translation';
import { TimeChart } from '../Chart';
import type { ChartSeries } from '../Chart';

/** Fewer points make no line. */
const MIN_POINTS = 2;

/** A metric's measurements over time; nothing where there is no line. @internal */
export function MeasurementChart(props: { metric: DeploymentMetric }) {
  const { metric } = props;
  const translation = useTranslation();
  const { t } = translation;
  const { series, marks, points } = useMemo(() => {
    const measured = measuredPoints(metric.measurements, 1);
    const line: ChartSeries = {
      id: metric.name,
      label: t('metrics.value'),
      tone: 'new',
      points: measured.map(({ at, value }) => [at, value]),
    };
    return {
      series: [line],
      marks: badMarks(measured, translation),
      points: measured.length,
    };
  }, [metric, t, translation]);
  if (points < MIN_POINTS) {
    return null;
  }
  const format = (value: number) => formatMetric(value, null, translation);
  // A condition with two limits allows what lies between; one line cannot.
  const limits = conditionLimits(
    metric.successCondition,
    metric.failureCondition,
  );
  return (
    <TimeChart
      title={metric.name}
      series={series}
      marks={marks}
      format={format}
      limit={
        limits.length === 1
          ? {
              value: limits[0],
              label: t('metrics.limit', { value: format(limits[0]) }),
            }
          : null
      }
      withoutTable
    />
  );
}
