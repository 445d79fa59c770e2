import type {
  ActionRefusal,
  ActionRefusalCode,
  DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';
import type { CanaryData } from '../canary/CanaryData';
import { gateOfPhase, gateToOpen, hooksOf } from '../canary/gates';
import type { GateType } from '../canary/gates';
import { gateOf } from '../canary/loadTester';
import {
  asksRollback,
  hasFailed,
  isIdle,
  isPromoting,
  isUndecided,
  phaseOf,
} from '../canary/phases';

/** A reason not to act, and when it holds. */
type Rule = [
  holds: (data: CanaryData) => boolean,
  code: ActionRefusalCode,
  message: string,
];

const UNSTARTED: Rule = [
  data =>
    !isIdle(data) &&
    !isUndecided(data) &&
    !isPromoting(data) &&
    !hasFailed(data),
  'not-in-progress',
  'Flagger has not set this Canary up yet; wait for it.',
];
const IDLE: Rule = [
  isIdle,
  'fully-promoted',
  'The newest revision is the primary; nothing is being rolled out.',
];
const FAILED: Rule = [
  hasFailed,
  'aborted',
  'The rollout has failed; retry it to start a new run.',
];
const PROMOTING: Rule = [
  isPromoting,
  'not-in-progress',
  'It was judged good and is becoming the primary; roll back instead.',
];
const NOT_A_DEPLOYMENT: Rule = [
  ({ spec }) => spec.target.kind !== 'Deployment',
  'unsupported',
  'The target is no Deployment; change its pod template where it is kept.',
];
const suspended = ({ spec }: CanaryData) => spec.suspended;

/** Whether all hooks that hold it can be opened from here. */
const opens = (data: CanaryData, gate: GateType) =>
  hooksOf(data, gate).length > 0 && hooksOf(data, gate).every(gateOf);

const CANNOT_OPEN =
  "A hook that it waits for is no gate of Flagger's load tester, named with its namespace; approve it where it is asked.";

/** Rules of each action, first match wins; none means that it is possible. */
const RULES: Record<DeploymentAction, Rule[]> = {
  promote: [
    UNSTARTED,
    FAILED,
    IDLE,
    PROMOTING,
    [
      data => gateToOpen(data) === null && suspended(data),
      'no-gate',
      'It is suspended and waits at no gate; resume it instead.',
    ],
    [
      data => gateToOpen(data) === null,
      'not-paused',
      'It waits at no gate; it goes on by itself while its checks pass.',
    ],
    [data => !opens(data, gateToOpen(data)!), 'no-gate', CANNOT_OPEN],
  ],
  'promote-full': [
    UNSTARTED,
    FAILED,
    IDLE,
    PROMOTING,
    [
      ({ spec }) => spec.skipsAnalysis,
      'no-steps',
      'Analysis is skipped already; it goes on by itself.',
    ],
    [
      // Flagger asks this one also where analysis is skipped.
      data => phaseOf(data) === 'Waiting' && !opens(data, 'confirm-rollout'),
      'no-gate',
      CANNOT_OPEN,
    ],
  ],
  'skip-step': [
    [
      () => true,
      'unsupported',
      'Flagger cannot skip a step; promote fully instead.',
    ],
  ],
  pause: [
    [suspended, 'already-paused', 'The Canary is suspended already.'],
    FAILED,
    [
      data => !isUndecided(data) && !isPromoting(data),
      'not-in-progress',
      'Nothing is being rolled out that could be paused.',
    ],
  ],
  resume: [
    [
      data => !suspended(data) && gateOfPhase(data) !== null,
      'not-paused',
      'It waits at a gate; promote it instead.',
    ],
    [data => !suspended(data), 'not-paused', 'The Canary is not suspended.'],
  ],
  abort: [
    UNSTARTED,
    [hasFailed, 'aborted', 'The rollout has failed already.'],
    IDLE,
    PROMOTING,
    [
      data => !hooksOf(data, 'rollback').some(gateOf),
      'no-gate',
      "The Canary has no rollback hook at a gate of Flagger's load tester, named with its namespace; roll back instead.",
    ],
    [
      data => !asksRollback(data),
      'no-gate',
      'Nothing of it runs before the rollout is approved, and Flagger does not ask for a rollback until then; roll back instead.',
    ],
  ],
  retry: [
    [
      data => !hasFailed(data),
      'not-aborted',
      'Only a failed rollout can be retried.',
    ],
    NOT_A_DEPLOYMENT,
  ],
  restart: [NOT_A_DEPLOYMENT],
  rollback: [NOT_A_DEPLOYMENT],
};

/** Why Flagger would not carry out an action now; null when it would. */
export function refusalOf(
  action: DeploymentAction,
  data: CanaryData,
): ActionRefusal | null {
  const rule = RULES[action].find(([holds]) => holds(data));
  return rule ? { code: rule[1], message: rule[2] } : null;
}
