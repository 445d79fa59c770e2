import { ConflictError } from '@backstage/errors';
import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';
import type {
  ActionOffer,
  ActionRefusal,
  ActionRefusalCode,
  DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';

/** What of a workload decides which actions make sense. */
export interface Situation {
  /** An update is under way. */
  moving: boolean;
  paused: boolean;
  /** It is not known yet which revision is the newest. */
  unobserved: boolean;
  /** Revisions kept besides the newest. */
  others: number;
  /** Whether there is one to abort to. */
  previous: boolean;
}

export type Rules = Record<
  DeploymentAction,
  (situation: Situation) => ActionRefusal | null
>;

const refusal = (code: ActionRefusalCode, message: string): ActionRefusal => ({
  code,
  message,
});

const never = (message: string) => () => refusal('unsupported', message);

const PAUSED = refusal('already-paused', 'It is paused; resume it first.');

/** Rules that hold for every rolling update. */
export const ROLLING_RULES: Omit<Rules, 'pause' | 'resume' | 'restart'> = {
  promote: never(
    'A rolling update has no steps; it goes on by itself as pods become ready.',
  ),
  'promote-full': never(
    'A rolling update has no steps; it goes on by itself as pods become ready.',
  ),
  'skip-step': never('A rolling update has no steps.'),
  retry: never(
    'A rolling update that was taken back is over; deploy the new version again.',
  ),
  abort: ({ moving, paused, unobserved, previous }) => {
    if (!moving) {
      return refusal('not-in-progress', 'No update is under way.');
    }
    if (paused) {
      return PAUSED;
    }
    if (unobserved) {
      return refusal(
        'spec-not-observed',
        'It is not known yet which revision is the newest; roll back to one that you choose.',
      );
    }
    return previous
      ? null
      : refusal(
          'no-other-revision',
          'This is the first revision that is kept: there is none to go back to.',
        );
  },
  rollback: ({ paused, others }) => {
    if (paused) {
      return PAUSED;
    }
    return others > 0
      ? null
      : refusal(
          'no-other-revision',
          'No other revision is kept that could be gone back to.',
        );
  },
};

/** Deployments can be held, and then nothing else is done to them. */
export const DEPLOYMENT_RULES: Rules = {
  ...ROLLING_RULES,
  pause: ({ moving, paused }) => {
    if (paused) {
      return refusal('already-paused', 'It is paused already.');
    }
    return moving
      ? null
      : refusal(
          'not-in-progress',
          'No update is under way that could be paused.',
        );
  },
  resume: ({ paused }) =>
    paused ? null : refusal('not-paused', 'It is not paused.'),
  restart: ({ paused }) => (paused ? PAUSED : null),
};

const NO_PAUSE = never(
  'A StatefulSet cannot be paused; set spec.updateStrategy.rollingUpdate.partition to hold an update back.',
);

/** StatefulSets know no pause. */
export const STATEFUL_SET_RULES: Rules = {
  ...ROLLING_RULES,
  pause: NO_PAUSE,
  resume: NO_PAUSE,
  restart: () => null,
};

/** With OnDelete the controller replaces no pod by itself. */
export const ON_DELETE_RULES: Rules = {
  ...STATEFUL_SET_RULES,
  restart: never(
    'Its pods are replaced only when somebody deletes them (update strategy OnDelete).',
  ),
};

/** All of them edit the spec: a rolling update has nothing else. */
export function offersOf(rules: Rules, situation: Situation): ActionOffer[] {
  return DEPLOYMENT_ACTIONS.map(action => ({
    action,
    refusal: rules[action](situation),
    editsSpec: true,
  }));
}

/** @throws ConflictError with the reason, when an action is refused. */
export function assertOffered(
  rules: Rules,
  action: DeploymentAction,
  situation: Situation,
): void {
  const refused = rules[action](situation);
  if (refused) {
    throw new ConflictError(refused.message);
  }
}
