import type {
  DeploymentMeasurement,
  DeploymentMetric,
} from '@heal7/backstage-plugin-deployments-common';
import {
  asCount,
  asFields,
  asInteger,
  asList,
  asText,
  asTime,
  fieldOf,
  parseGoDuration,
  parseGoInteger,
} from '@heal7/backstage-plugin-deployments-node';

/** Kubernetes' `IntOrString`; null when it is neither. */
function limitOf(value: unknown): number | null {
  return asInteger(value) ?? parseGoInteger(asText(value), 32);
}

function measurementOf(value: unknown): DeploymentMeasurement {
  return {
    value: asText(fieldOf(value, 'value')),
    phase: asText(fieldOf(value, 'phase')),
    message: asText(fieldOf(value, 'message')),
    startedAt: asTime(fieldOf(value, 'startedAt')),
    finishedAt: asTime(fieldOf(value, 'finishedAt')),
  };
}

function metricOf(name: string, spec: unknown, result: unknown) {
  const interval = asText(fieldOf(spec, 'interval'));
  const count = limitOf(fieldOf(spec, 'count'));
  return {
    name,
    phase: asText(fieldOf(result, 'phase')) || 'Pending',
    message: asText(fieldOf(result, 'message')),
    provider: Object.keys(asFields(fieldOf(spec, 'provider')) ?? {})[0] ?? '',
    successCondition: asText(fieldOf(spec, 'successCondition')),
    failureCondition: asText(fieldOf(spec, 'failureCondition')),
    failureLimit: limitOf(fieldOf(spec, 'failureLimit')),
    inconclusiveLimit: limitOf(fieldOf(spec, 'inconclusiveLimit')),
    // Without a count it measures once, or until stopped when repeated.
    count: count || (interval === '' && spec !== undefined ? 1 : null),
    intervalSeconds: parseGoDuration(interval),
    dryRun: fieldOf(result, 'dryRun') === true,
    successful: asCount(fieldOf(result, 'successful')),
    failed: asCount(fieldOf(result, 'failed')),
    inconclusive: asCount(fieldOf(result, 'inconclusive')),
    errors: asCount(fieldOf(result, 'error')),
    measurements: asList(fieldOf(result, 'measurements')).map(measurementOf),
  };
}

/**
 * The metrics of an AnalysisRun: all that its spec lists, in that order, with
 * the result of each where there is one, then results without a spec.
 */
export function metricsOf(spec: unknown, status: unknown): DeploymentMetric[] {
  const nameOf = (value: unknown) => asText(fieldOf(value, 'name'));
  const wanted = asList(fieldOf(spec, 'metrics'));
  const results = asList(fieldOf(status, 'metricResults'));
  const names = [...new Set([...wanted, ...results].map(nameOf))];
  return names.map(name =>
    metricOf(
      name,
      wanted.find(metric => nameOf(metric) === name),
      results.find(result => nameOf(result) === name),
    ),
  );
}
