import type {
  ActionRefusal,
  ActionRefusalCode,
  DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';
import {
  fullyPromoted,
  invalidSpec,
  specObserved,
  unpausing,
} from '../rollout/facts';
import { currentStepOf } from '../rollout/position';
import type { RolloutData } from '../rollout/RolloutData';

/** A reason not to act, and when it holds. */
type Rule = [
  holds: (data: RolloutData) => boolean,
  code: ActionRefusalCode,
  message: string,
];

const INVALID: Rule = [
  invalidSpec,
  'invalid-spec',
  'The controller refuses the spec; repair the spec first.',
];
const ABORTED: Rule = [
  data => data.status?.aborted ?? false,
  'aborted',
  'The rollout was aborted; retry it to start its steps again.',
];
const IDLE: Rule = [
  data => !data.status || data.status.currentPodHash === '',
  'not-in-progress',
  'The controller has not reported on this rollout yet; wait for it.',
];
const UNSEEN: Rule = [
  data => !specObserved(data),
  'spec-not-observed',
  'The controller has not seen the latest spec yet; wait for it.',
];
const UNPAUSING: Rule = [
  unpausing,
  'spec-not-observed',
  'The controller has not reacted to the last promotion yet; wait for it.',
];
const PROMOTED: Rule = [
  fullyPromoted,
  'fully-promoted',
  'The newest revision is the stable one; nothing is being rolled out.',
];
const heldByHand = (data: RolloutData) => data.spec.paused;
const pausedByController = (data: RolloutData) =>
  (data.status?.pauseConditions.length ?? 0) > 0;

/** Rules of each action, first match wins; none means that it is possible. */
const RULES: Record<DeploymentAction, Rule[]> = {
  promote: [INVALID, ABORTED, IDLE, UNSEEN],
  'promote-full': [INVALID, ABORTED, IDLE, UNSEEN, PROMOTED],
  'skip-step': [
    INVALID,
    ABORTED,
    [
      data => !data.spec.canary,
      'unsupported',
      'Only a canary has steps; promote instead.',
    ],
    IDLE,
    UNSEEN,
    PROMOTED,
    [
      data => !currentStepOf(data),
      'no-steps',
      'There is no step left to skip.',
    ],
    UNPAUSING,
  ],
  pause: [
    [heldByHand, 'already-paused', 'The rollout is paused by hand already.'],
    ABORTED,
    [
      fullyPromoted,
      'not-in-progress',
      'Nothing is being rolled out that could be paused.',
    ],
  ],
  resume: [
    [
      data => !heldByHand(data) && pausedByController(data),
      'not-paused',
      'The rollout waits at its own pause; promote it instead.',
    ],
    [
      data => !heldByHand(data),
      'not-paused',
      'The rollout is not paused by hand.',
    ],
  ],
  abort: [
    [ABORTED[0], 'aborted', 'The rollout is aborted already.'],
    IDLE,
    PROMOTED,
    [
      data => data.status?.stableHash === '',
      'no-other-revision',
      'This is the first revision: there is no stable one to go back to.',
    ],
  ],
  retry: [
    [
      data => !data.status?.aborted,
      'not-aborted',
      'Only an aborted rollout can be retried.',
    ],
  ],
  restart: [INVALID],
  rollback: [
    [
      ({ spec: { workloadRef } }) =>
        workloadRef !== null && workloadRef.kind !== 'Deployment',
      'unsupported',
      'The pod template comes from a workload that is not a Deployment; change it there.',
    ],
  ],
};

/** What a promotion needs when nothing holds the rollout. */
const UNHELD_PROMOTION: Rule[] = [
  UNPAUSING,
  PROMOTED,
  [
    data => !data.spec.canary,
    'not-paused',
    'The rollout is not paused; it goes on by itself.',
  ],
  [
    data => data.spec.canary?.steps.length === 0,
    'no-steps',
    'The rollout has no steps; it goes on by itself.',
  ],
  [
    data => !currentStepOf(data),
    'not-paused',
    'All steps are done; the controller is finishing the rollout.',
  ],
];

/** Why the engine would not carry out an action now; null when it would. */
export function refusalOf(
  action: DeploymentAction,
  data: RolloutData,
): ActionRefusal | null {
  const held = heldByHand(data) || pausedByController(data);
  const rules =
    action === 'promote' && !held
      ? [...RULES.promote, ...UNHELD_PROMOTION]
      : RULES[action];
  const rule = rules.find(([holds]) => holds(data));
  return rule ? { code: rule[1], message: rule[2] } : null;
}
