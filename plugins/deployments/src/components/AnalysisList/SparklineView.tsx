import type { DeploymentMetric } from '@heal7/backstage-plugin-deployments-common';
import { conditionLimits, sparkline } from '../../model/sparkline';
import { useTranslation } from '../../translation';
import styles from './AnalysisList.module.css';

const BOX = { width: 96, height: 28, padding: 4 };

/** A metric's measurements in a small line, its limits dashed. @internal */
export function SparklineView(props: { metric: DeploymentMetric }) {
  const { metric } = props;
  const { t } = useTranslation();
  const drawn = sparkline(
    metric.measurements,
    conditionLimits(metric.successCondition, metric.failureCondition),
    BOX,
  );
  if (!drawn) {
    return <span className={styles.muted}>{t('analysis.noData')}</span>;
  }
  const values = drawn.points.map(point => point.value).join(', ');
  const limits = drawn.limits.map(limit => limit.value).join(', ');
  return (
    <svg
      className={styles.sparkline}
      role="img"
      aria-label={
        limits
          ? t('analysis.sparkline', { values, limits })
          : t('analysis.sparklineNoLimit', { values })
      }
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      width={BOX.width}
      height={BOX.height}
    >
      {drawn.limits.map(({ y, value }) => (
        <line
          key={value}
          className={styles.limit}
          x1={0}
          x2={BOX.width}
          y1={y}
          y2={y}
        />
      ))}
      <polyline
        className={styles.line}
        points={drawn.points.map(({ x, y }) => `${x},${y}`).join(' ')}
      />
      {drawn.points.map(({ x, y, phase }) =>
        phase === 'Successful' || phase === 'Running' ? (
          <circle key={x} className={styles.point} cx={x} cy={y} r={1.5} />
        ) : (
          <path
            key={x}
            className={styles.bad}
            d={`M${x - 3},${y - 3}l6,6m0,-6l-6,6`}
          />
        ),
      )}
    </svg>
  );
}
