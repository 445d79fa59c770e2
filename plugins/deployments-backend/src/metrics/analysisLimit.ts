import type {
  DeploymentAnalysis,
  DeploymentMetric,
  MetricChart,
} from '@heal7/backstage-plugin-deployments-common';

type Limit = NonNullable<MetricChart['limit']>;

const RESULT = '(?:result\\[0\\]|result)';
const NUMBER = '([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)';
const COMPARISON = new RegExp(`^${RESULT}\\s*(<=|>=|<|>)\\s*${NUMBER}$`);

/** Say only that there is a value to compare. */
const GUARD = new RegExp(
  `^(?:len\\(result\\)\\s*(?:>\\s*0|!=\\s*0|>=\\s*1)|!\\s*isNaN\\(${RESULT}\\)|!\\s*isInf\\(${RESULT}\\))$`,
);

/**
 * The limit in a condition such as `len(result) > 0 && result[0] <= 0.01`: one
 * comparison with a number, and nothing else that could change its meaning.
 */
function comparisonIn(
  condition: string,
): { operator: string; value: number } | null {
  const terms = condition
    .split('&&')
    .map(term => term.trim())
    .filter(term => !GUARD.test(term));
  const [, operator, number] = COMPARISON.exec(terms[0] ?? '') ?? [];
  return terms.length === 1 && operator
    ? { operator, value: Number(number) }
    : null;
}

/**
 * The limit that a metric's conditions set; null when they cannot be read as
 * one. A value that fails counts before one that merely does not succeed.
 *
 * @internal
 */
export function limitOf(
  metric: Pick<DeploymentMetric, 'successCondition' | 'failureCondition'>,
): Limit | null {
  const failure = comparisonIn(metric.failureCondition);
  if (failure) {
    const bad = failure.operator.startsWith('>') ? 'above' : 'below';
    return { value: failure.value, bad };
  }
  // With a failure condition that cannot be read, not succeeding is no failure.
  const success =
    metric.failureCondition.trim() === ''
      ? comparisonIn(metric.successCondition)
      : null;
  return (
    success && {
      value: success.value,
      bad: success.operator.startsWith('>') ? 'below' : 'above',
    }
  );
}

/**
 * The limit that the newest analysis sets for one of these metrics, in the
 * chart's unit.
 *
 * @param analysis - newest first.
 * @internal
 */
export function analysisLimit(
  analysis: DeploymentAnalysis[],
  judgedBy: { metric: string; factor: number }[],
): Limit | null {
  for (const { metrics } of analysis) {
    for (const { metric: name, factor } of judgedBy) {
      const metric = metrics.find(candidate => candidate.name === name);
      const limit = metric && limitOf(metric);
      if (limit) {
        // Ratios times 100 would otherwise show as 1.0000000000000002.
        const value = Number((limit.value * factor).toPrecision(12));
        return { ...limit, value };
      }
    }
  }
  return null;
}
