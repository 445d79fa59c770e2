import type { DeliveryPerformance } from '@heal7/backstage-plugin-deployments-common';
import { formatDuration } from './time';
import type { Phrase } from '../translation';

/** One of the four figures, as it is written. @internal */
export interface DeliveryFigure {
  id: 'frequency' | 'leadTime' | 'failureRate' | 'restore';
  /** A text, or what to say; null when the figure is not known. */
  value: Phrase | string | null;
  /** What it was made of, or why there is none. */
  note: Phrase;
}

const DAYS_PER_WEEK = 7;
const DAYS_PER_MONTH = 30;

/** In the largest unit in which it is at least one. */
function frequency(perDay: number, language: string): Phrase {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  if (perDay >= 1) {
    return {
      key: 'delivery.perDay',
      params: { number: format.format(perDay) },
    };
  }
  const perWeek = perDay * DAYS_PER_WEEK;
  if (perWeek >= 1) {
    return {
      key: 'delivery.perWeek',
      params: { number: format.format(perWeek) },
    };
  }
  return {
    key: 'delivery.perMonth',
    params: { number: format.format(perDay * DAYS_PER_MONTH) },
  };
}

/**
 * The four figures in words. What is not known is said to be so: a zero would
 * be taken for a good one.
 *
 * @internal
 */
export function deliveryFigures(
  performance: DeliveryPerformance,
  language: string,
): DeliveryFigure[] {
  const {
    deployments,
    deploymentsPerDay,
    leadTimeSeconds,
    leadTimeKnown,
    changeFailureRate,
    failures,
    timeToRestoreSeconds,
    restored,
  } = performance;
  const duration = (seconds: number | null) =>
    seconds === null ? null : formatDuration(seconds, language);
  const none: Phrase = { key: 'delivery.noDeployments' };
  let leadNote: Phrase = {
    key: 'delivery.leadKnown',
    params: { count: leadTimeKnown },
  };
  if (leadTimeSeconds === null) {
    leadNote = deployments > 0 ? { key: 'delivery.noCommits' } : none;
  }
  let restoreNote: Phrase = {
    key: 'delivery.restored',
    params: { count: restored },
  };
  if (timeToRestoreSeconds === null) {
    restoreNote = {
      key: failures > 0 ? 'delivery.notRestored' : 'delivery.noFailures',
    };
  }
  return [
    {
      id: 'frequency',
      value: deployments > 0 ? frequency(deploymentsPerDay, language) : null,
      note:
        deployments > 0
          ? { key: 'delivery.deployments', params: { count: deployments } }
          : none,
    },
    { id: 'leadTime', value: duration(leadTimeSeconds), note: leadNote },
    {
      id: 'failureRate',
      value:
        changeFailureRate === null
          ? null
          : new Intl.NumberFormat(language, {
              style: 'percent',
              maximumFractionDigits: 1,
            }).format(changeFailureRate),
      note:
        changeFailureRate === null
          ? { key: 'delivery.noEnded' }
          : { key: 'delivery.failed', params: { count: failures } },
    },
    {
      id: 'restore',
      value: duration(timeToRestoreSeconds),
      note: restoreNote,
    },
  ];
}
