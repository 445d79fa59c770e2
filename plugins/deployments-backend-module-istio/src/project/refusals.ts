import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';
import type {
  ActionOffer,
  ActionRefusal,
  ActionRefusalCode,
  DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';
import type { ColourSide, Pair } from '../pair/Pair';
import { isTakenBack, isUnderWay } from '../pair/release';

const refusal = (code: ActionRefusalCode, message: string): ActionRefusal => ({
  code,
  message,
});

type Rule = (pair: Pair) => ActionRefusal | null;

const never =
  (message: string): Rule =>
  () =>
    refusal('unsupported', message);

const routed: Rule = ({ splits }) =>
  splits.length > 0
    ? null
    : refusal(
        'unsupported',
        'No VirtualService has a route with both colours, so that there are no weights to change.',
      );

/** Weights are never sent where no pod is ready. */
const readyIn = ({ colour, ready }: ColourSide) =>
  ready > 0
    ? null
    : refusal(
        'no-other-revision',
        `${colour} has no ready pod: requests sent there would fail.`,
      );

/** The script writes the weights of its phase whenever it writes. */
const notByScript: Rule = ({ release, holder }) =>
  isUnderWay(release) && holder !== null
    ? refusal(
        'not-paused',
        `${holder} is releasing it and moves the requests itself; abort it to take it back.`,
      )
    : null;

const hasNew: Rule = ({ other, otherIsNewer, release }) => {
  if (isTakenBack(release) && other.weight === 0) {
    return refusal('aborted', 'The release was taken back; release it again.');
  }
  return otherIsNewer || other.weight > 0
    ? null
    : refusal('fully-promoted', 'The live colour is the newest one.');
};

const isMoving: Rule = ({ other, release }) =>
  other.weight > 0 || (isUnderWay(release) && release?.phase !== 'settling')
    ? null
    : refusal('not-in-progress', 'The live colour has all requests already.');

const isKept: Rule = ({ other, otherIsNewer }) => {
  if (other.weight > 0) {
    return refusal(
      'unsupported',
      'Both colours have requests; promote or abort first.',
    );
  }
  if (otherIsNewer) {
    return refusal(
      'no-other-revision',
      'The other colour is the newer one; promote it instead.',
    );
  }
  return other.data
    ? null
    : refusal('no-other-revision', 'There is no other colour.');
};

const byWeights = never(
  'Requests move only when somebody moves them: there is nothing to hold.',
);

const promotion: Rule[] = [
  routed,
  notByScript,
  hasNew,
  ({ other }) => readyIn(other),
];

/** Rules of each action, first match wins; none means that it is possible. */
const RULES: Record<DeploymentAction, Rule[]> = {
  promote: promotion,
  'promote-full': promotion,
  'skip-step': [never('The steps are weights; promote instead.')],
  pause: [byWeights],
  resume: [byWeights],
  retry: [never('Release the new version again.')],
  abort: [routed, isMoving, ({ live }) => readyIn(live)],
  rollback: [routed, notByScript, isKept, ({ other }) => readyIn(other)],
  restart: [
    never('Restart a colour with kubectl rollout restart of its Deployment.'),
  ],
};

/** Why an action is not possible now; null when it is. */
export function refusalOf(
  action: DeploymentAction,
  pair: Pair,
): ActionRefusal | null {
  for (const rule of RULES[action]) {
    const refused = rule(pair);
    if (refused) {
      return refused;
    }
  }
  return null;
}

/** All actions. Those that exist edit the spec of the VirtualService. */
export const offersOf = (pair: Pair): ActionOffer[] =>
  DEPLOYMENT_ACTIONS.map(action => ({
    action,
    refusal: refusalOf(action, pair),
    editsSpec: true,
  }));
