import type { DeploymentExplanation } from '@heal7/backstage-plugin-deployments-common';
import { explainPods } from '@heal7/backstage-plugin-deployments-node';
import type {
  ObservedObject,
  PodData,
} from '@heal7/backstage-plugin-deployments-node';
import type { Colour } from '../pair/colours';
import type { ColourSide, Pair } from '../pair/Pair';
import { isTakenBack, isUnderWay } from '../pair/release';
import { deadEndIn } from './phase';

type PodsOf = (colour: Colour) => ObservedObject<PodData>[];

/** Why a colour that should have pods does not have them all. */
function explainColour(
  { colour, data, replicaSet }: ColourSide,
  podsOf: PodsOf,
): DeploymentExplanation | null {
  return data && data.replicas.desired > data.replicas.ready
    ? explainPods({
        pods: podsOf(colour),
        desired: data.replicas.desired,
        failure: replicaSet?.failure || data.failure,
        deadline: data.deadline,
      })
    : null;
}

function explainRoute(pair: Pair): DeploymentExplanation | null {
  const { other, otherIsNewer, release, holder } = pair;
  const weight = `${other.weight} %`;
  const waiting = (message: string): DeploymentExplanation => ({
    code: 'waiting-for-person',
    message,
    values: { step: '', weight: String(other.weight) },
    severity: 'person',
  });
  if (release?.phase === 'inconclusive') {
    return waiting(
      `${other.colour} has ${weight} of the requests and was judged neither good nor bad: ${release.reason}. Promote or abort it.`,
    );
  }
  if (isUnderWay(release) && !isTakenBack(release)) {
    return holder === null
      ? waiting(
          `The delivery was cut off while it was ${release?.phase}: go on with deploy-strategy.sh --resume, or abort it.`,
        )
      : {
          code: 'analysis-running',
          message: `${holder} is releasing ${other.colour}: it is ${release?.phase}.`,
          values: { metric: '' },
          severity: 'wait',
        };
  }
  if (isTakenBack(release)) {
    return {
      code: 'aborted',
      message: `The last release was taken back: ${
        release?.reason || 'somebody asked for it'
      }.`,
      values: { message: release?.reason ?? '' },
      severity: 'problem',
    };
  }
  if (other.weight > 0) {
    return waiting(
      `${other.colour} has ${weight} of the requests. Nothing moves them on by itself: promote or abort it.`,
    );
  }
  return otherIsNewer && other.ready > 0
    ? waiting(`${other.colour} is ready and gets no requests yet: promote it.`)
    : null;
}

/** Why it is not moving; null when it has nothing to do. */
export function explanationOf(
  pair: Pair,
  podsOf: PodsOf,
): DeploymentExplanation | null {
  const dead = deadEndIn(pair);
  if (dead) {
    const cause = explainColour(dead, podsOf);
    return {
      code: 'dead-end',
      message: [
        `${dead.weight} % of the requests go to ${dead.colour}, which has no ready pod, and fail.`,
        cause?.message ??
          `Send them to the other colour, or give ${dead.colour} pods.`,
      ].join(' '),
      values: { destination: dead.colour, weight: String(dead.weight) },
      severity: 'problem',
    };
  }
  const { newest, live } = pair;
  const troubled = explainColour(newest, podsOf);
  if (troubled && troubled.severity === 'problem') {
    return troubled;
  }
  return (
    explainRoute(pair) ??
    troubled ??
    (newest === live ? null : explainColour(live, podsOf))
  );
}
