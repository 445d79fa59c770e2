import type {
  DeploymentAnalysis,
  DeploymentMeasurement,
  DeploymentMetric,
} from '@heal7/backstage-plugin-deployments-common';

// Controllers keep ten a metric; a background analysis may take thousands.
const KEPT = 200;

const keyOf = (one: DeploymentMeasurement) =>
  `${one.startedAt ?? ''}/${one.finishedAt ?? ''}`;

function mergeMetric(
  known: DeploymentMetric | undefined,
  seen: DeploymentMetric,
): DeploymentMetric {
  const all = new Map(
    [...(known?.measurements ?? []), ...seen.measurements].map(one => [
      keyOf(one),
      one,
    ]),
  );
  // One that is still being taken has no end yet; its final form replaces it.
  const finished = new Set(
    [...all.values()]
      .filter(({ finishedAt }) => finishedAt !== null)
      .map(({ startedAt }) => startedAt),
  );
  const measurements = [...all.values()]
    .filter(
      ({ startedAt, finishedAt }) =>
        finishedAt !== null || !finished.has(startedAt),
    )
    .sort((a, b) => {
      const [left, right] = [a.startedAt ?? '', b.startedAt ?? ''];
      return left < right ? -1 : Number(left > right);
    });
  return { ...seen, measurements: measurements.slice(-KEPT) };
}

/**
 * An analysis as last seen, with the measurements that the engine has thrown
 * away since; the newest 200 of each metric.
 *
 * @internal
 */
export function mergeMeasurements(
  known: DeploymentAnalysis | undefined,
  seen: DeploymentAnalysis,
): DeploymentAnalysis {
  return {
    ...seen,
    metrics: seen.metrics.map(metric =>
      mergeMetric(
        known?.metrics.find(({ name }) => name === metric.name),
        metric,
      ),
    ),
  };
}
