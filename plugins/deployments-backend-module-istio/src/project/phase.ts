import type { DeploymentPhase } from '@heal7/backstage-plugin-deployments-common';
import type { ColourSide, Pair } from '../pair/Pair';
import { isUnderWay } from '../pair/release';

/** A phase and what it is about. */
export interface PhaseReading {
  phase: DeploymentPhase;
  message: string;
}

/** A colour that gets requests and has no pod to answer them. */
export const deadEndIn = ({ live, other }: Pair): ColourSide | null =>
  [live, other].find(({ weight, ready }) => weight > 0 && ready === 0) ?? null;

/** A colour in use that has waited too long for its pods. */
export const lateIn = ({ live, other }: Pair): ColourSide | null =>
  [other, live].find(
    ({ data }) => data && data.deadline !== null && data.replicas.desired > 0,
  ) ?? null;

const shareOf = ({ colour, weight }: ColourSide) => `${weight} % to ${colour}`;

/**
 * The phase of a pair. A weight on a colour without a ready pod comes first,
 * because requests fail now.
 */
export function phaseOf(pair: Pair, service: string): PhaseReading {
  const { live, other, splits, release } = pair;
  if (splits.length === 0) {
    return {
      phase: 'unknown',
      message: `No VirtualService has a route to the subsets blue and green of ${service}.`,
    };
  }
  const dead = deadEndIn(pair);
  if (dead) {
    return {
      phase: 'degraded',
      message: `${dead.weight} % of the requests go to ${dead.colour}, which has no ready pod.`,
    };
  }
  const late = lateIn(pair);
  if (late) {
    return {
      phase: 'degraded',
      message: `${late.colour} exceeded its progress deadline: ${late.data?.deadline}`,
    };
  }
  if (release?.phase === 'inconclusive') {
    return { phase: 'paused', message: `inconclusive: ${release.reason}` };
  }
  if (isUnderWay(release) || other.weight > 0) {
    const split = `${shareOf(live)}, ${shareOf(other)}`;
    return {
      phase: 'progressing',
      message: isUnderWay(release) ? `${release?.phase}: ${split}` : split,
    };
  }
  return { phase: 'healthy', message: '' };
}
