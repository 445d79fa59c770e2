import {
  asCount,
  asFields,
  asInteger,
  asList,
  asText,
  fieldOf,
  headerMatch,
  parseGoDuration,
  pathOf,
} from '@heal7/backstage-plugin-deployments-node';
import type { CanaryAnalysis, CanaryMetric } from './CanaryData';

const DEFAULT_INTERVAL = 60;
const LEAST_INTERVAL = 10;
const DEFAULT_MIRROR = 100;

/** The default when missing or unreadable, and never below ten seconds. */
function intervalOf(interval: unknown): number {
  const seconds = parseGoDuration(asText(interval));
  return seconds === null
    ? DEFAULT_INTERVAL
    : Math.max(seconds, LEAST_INTERVAL);
}

const asNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Metrics that Flagger has queries of its own for, one a mesh. */
const BUILT_IN = ['request-success-rate', 'request-duration'];

function metricOf(metric: unknown): CanaryMetric {
  const name = asText(fieldOf(metric, 'name'));
  const range = asFields(fieldOf(metric, 'thresholdRange'));
  const threshold = asNumber(fieldOf(metric, 'threshold')) ?? 0;
  // The old single threshold is a floor for this one and a ceiling otherwise.
  const single =
    name === 'request-success-rate'
      ? { min: threshold, max: null }
      : { min: null, max: threshold };
  const byQuery = asText(fieldOf(metric, 'query')) !== '';
  return {
    name,
    interval: asText(fieldOf(metric, 'interval')) || '1m',
    ...(range
      ? { min: asNumber(range.min), max: asNumber(range.max) }
      : single),
    provider: byQuery || BUILT_IN.includes(name) ? 'prometheus' : '',
  };
}

/** `spec.analysis`; null when there is none. */
export function readAnalysis(analysis: unknown): CanaryAnalysis | null {
  if (!asFields(analysis)) {
    return null;
  }
  const match = asList(fieldOf(analysis, 'match'));
  return {
    intervalSeconds: intervalOf(fieldOf(analysis, 'interval')),
    threshold: Math.max(asCount(fieldOf(analysis, 'threshold')), 1),
    iterations: asCount(fieldOf(analysis, 'iterations')),
    stepWeight: asCount(fieldOf(analysis, 'stepWeight')),
    stepWeights: asList(fieldOf(analysis, 'stepWeights')).flatMap(
      weight => asInteger(weight) ?? [],
    ),
    maxWeight: asCount(fieldOf(analysis, 'maxWeight')),
    stepWeightPromotion: asCount(fieldOf(analysis, 'stepWeightPromotion')),
    mirrorPercent:
      fieldOf(analysis, 'mirror') === true
        ? asCount(fieldOf(analysis, 'mirrorWeight')) || DEFAULT_MIRROR
        : null,
    match:
      match.length === 0
        ? null
        : match.flatMap(one =>
            Object.entries(asFields(pathOf(one, 'headers')) ?? {}).map(
              ([header, matcher]) => headerMatch(header, matcher),
            ),
          ),
    metrics: asList(fieldOf(analysis, 'metrics')).map(metricOf),
    webhooks: asList(fieldOf(analysis, 'webhooks')).map(webhook => ({
      // Without a type it is a check of every step.
      type: asText(fieldOf(webhook, 'type')) || 'rollout',
      name: asText(fieldOf(webhook, 'name')),
      url: asText(fieldOf(webhook, 'url')),
    })),
  };
}
