import type {
  DeploymentTraffic,
  DeploymentWeight,
} from '@heal7/backstage-plugin-deployments-common';
import type { CanaryData } from '../canary/CanaryData';
import { isIdle, phaseOf } from '../canary/phases';
import { iterationsOf, strategyOf } from '../canary/strategy';
import { maxWeightOf } from '../canary/weights';
import { canaryShareOf } from './routes';

const MAX = 100;

/** A/B testing never sends a share: only what matches. */
const fullOf = (strategy: string) => (strategy === 'blue-green' ? MAX : 0);

/**
 * What Flagger asks for. Its status counts the weight only while a canary
 * progresses, and zeroes it in the phases after.
 */
function setWeightOf(data: CanaryData): number {
  const { status, spec } = data;
  if (isIdle(data) || phaseOf(data) === 'Finalising') {
    // What was the canary is what the primary runs.
    return MAX;
  }
  if (!status || !spec.analysis) {
    return 0;
  }
  const strategy = strategyOf(spec);
  switch (status.phase) {
    case 'Progressing':
      // One iteration more than there are: all traffic was switched.
      return strategy === 'canary' ||
        (strategy === 'blue-green' && status.iterations <= iterationsOf(spec))
        ? status.weight
        : fullOf(strategy);
    case 'WaitingPromotion':
      return strategy === 'canary' ? maxWeightOf(spec.analysis) : 0;
    case 'Promoting':
      return strategy === 'canary'
        ? status.weight || maxWeightOf(spec.analysis)
        : fullOf(strategy);
    default:
      return 0;
  }
}

/**
 * The share of the newest revision: what Flagger asks for, and what the route
 * really sends. Where no route can be read, what it asks for.
 */
export function weightOf(
  data: CanaryData,
  traffic: DeploymentTraffic | null,
): DeploymentWeight {
  const set = Math.min(setWeightOf(data), MAX);
  if (!traffic) {
    return { set, actual: set, max: MAX };
  }
  const share = Math.min(Math.max(Math.round(canaryShareOf(traffic)), 0), MAX);
  const asPrimary = isIdle(data) || phaseOf(data) === 'Finalising';
  return { set, actual: asPrimary ? MAX - share : share, max: MAX };
}
