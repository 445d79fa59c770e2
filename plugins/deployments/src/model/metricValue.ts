import type { MetricChart } from '@heal7/backstage-plugin-deployments-common';
import type { MessageKey, Translation } from '../translation';

const UNITS: Partial<Record<MetricChart['unit'], MessageKey>> = {
  percent: 'metrics.percent',
  milliseconds: 'metrics.milliseconds',
  'per-second': 'metrics.perSecond',
};

/**
 * A value with its unit, with no more digits than tell something.
 *
 * @internal
 */
export function formatMetric(
  value: number,
  unit: MetricChart['unit'] | null,
  { t, language }: Pick<Translation, 't' | 'language'>,
): string {
  const number = new Intl.NumberFormat(language, {
    maximumSignificantDigits: 3,
    notation: Math.abs(value) >= 100_000 ? 'compact' : 'standard',
  }).format(value);
  const key = unit && UNITS[unit];
  return key ? t(key, { value: number }) : number;
}
