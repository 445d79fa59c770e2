import type {
  DeploymentExplanation,
  DeploymentExplanationCode,
} from '@heal7/backstage-plugin-deployments-common';
import { compareTexts } from './json';
import type { PodData } from './pods';
import { asSentence } from './shorten';

/**
 * What is known of the pods of the revision being rolled out.
 *
 * @public
 */
export interface PodsToExplain {
  pods: { name: string; data: PodData }[];
  /** How many there should be. */
  desired: number;
  /** Why no more can be made; see `replicaFailure`. Empty when they can. */
  failure: string;
  /**
   * What the engine says when it has waited longer than its progress
   * deadline; null while it has not. It is what tells a pod that is not ready
   * yet from one that will not be, as nothing here looks at a clock.
   */
  deadline: string | null;
}

type PodCode = Extract<
  DeploymentExplanationCode,
  | 'image-pull'
  | 'crash-loop'
  | 'unschedulable'
  | 'container-config'
  | 'pod-not-ready'
>;

const REASONS: Record<string, PodCode> = {
  ErrImagePull: 'image-pull',
  ImagePullBackOff: 'image-pull',
  ErrImageNeverPull: 'image-pull',
  InvalidImageName: 'image-pull',
  ImageInspectError: 'image-pull',
  RegistryUnavailable: 'image-pull',
  SignatureValidationFailed: 'image-pull',
  CrashLoopBackOff: 'crash-loop',
  Error: 'crash-loop',
  OOMKilled: 'crash-loop',
  Completed: 'crash-loop',
  DeadlineExceeded: 'crash-loop',
  ContainerStatusUnknown: 'crash-loop',
  Unschedulable: 'unschedulable',
  SchedulingGated: 'unschedulable',
  SchedulerError: 'unschedulable',
  CreateContainerConfigError: 'container-config',
  CreateContainerError: 'container-config',
  RunContainerError: 'container-config',
  ContainerCannotRun: 'container-config',
  StartError: 'container-config',
  PreCreateHookError: 'container-config',
  PreStartHookError: 'container-config',
  PostStartHookError: 'container-config',
};

const ORDER: PodCode[] = [
  'image-pull',
  'crash-loop',
  'unschedulable',
  'container-config',
  'pod-not-ready',
];

/** What is wrong, for one pod and for several, and what to do about it. */
const WORDS: Record<PodCode, [one: string, many: string, remedy: string]> = {
  'image-pull': [
    'cannot pull its image',
    'cannot pull their image',
    'Check that the image and tag exist and that the cluster may pull them.',
  ],
  'crash-loop': [
    'starts and ends again',
    'start and end again',
    'Read the logs of the container.',
  ],
  unschedulable: [
    'finds no node to run on',
    'find no node to run on',
    'Ask for less, or give the cluster more room.',
  ],
  'container-config': [
    'has a container that cannot be created',
    'have a container that cannot be created',
    'Check the ConfigMaps, Secrets, volumes and the command that it names.',
  ],
  'pod-not-ready': [
    'does not become ready',
    'do not become ready',
    'Check the readiness probe and the logs of the container.',
  ],
};

function codeOf(pod: PodData, late: boolean): PodCode | null {
  const reason = pod.reason.replace(/^Init:/, '');
  if (Object.hasOwn(REASONS, reason)) {
    return REASONS[reason];
  }
  if (/^(ExitCode|Signal):/.test(reason)) {
    return 'crash-loop';
  }
  if (pod.phase === 'Failed') {
    return 'pod-not-ready';
  }
  // Between two crashes it runs for a moment. One restart may be chance.
  if (pod.restarts > 1) {
    return 'crash-loop';
  }
  return late ? 'pod-not-ready' : null;
}

function explainTrouble(
  code: PodCode,
  troubled: { name: string; data: PodData }[],
  total: number,
): DeploymentExplanation {
  const [one, many, remedy] = WORDS[code];
  const { name, data } = troubled[0];
  const count = troubled.length;
  const what = count === 1 ? one : many;
  const said = data.message || data.reason;
  const reason = data.message && data.reason ? ` (${data.reason})` : '';
  const which =
    total === 1
      ? 'The pod of the new revision'
      : `${count} of ${total} pods of the new revision`;
  return {
    code,
    message: `${which} ${what}${reason}; ${name}: ${asSentence(
      said,
    )} ${remedy}`,
    values: {
      pod: name,
      count: String(count),
      total: String(total),
      reason: data.reason,
      message: data.message,
    },
    severity: 'problem',
  };
}

/**
 * Why the pods of the new revision are not all ready: the most telling
 * trouble, how many pods have it, and one of them by name. Without any, that
 * pods are starting. Null when all are ready.
 *
 * @public
 */
export function explainPods(
  input: PodsToExplain,
): DeploymentExplanation | null {
  const { desired, failure, deadline } = input;
  const living = input.pods
    .filter(({ data }) => data.reason !== 'Terminating')
    .sort((a, b) => compareTexts(a.name, b.name));
  const unready = living.filter(({ data }) => !data.ready);
  const ready = living.length - unready.length;
  // More than that are left over, e.g. evicted ones that were replaced.
  if (ready >= desired) {
    return null;
  }
  for (const code of ORDER) {
    const troubled = unready.filter(
      ({ data }) => codeOf(data, deadline !== null) === code,
    );
    if (troubled.length > 0) {
      return explainTrouble(code, troubled, living.length);
    }
  }
  if (failure !== '') {
    return {
      code: 'quota',
      message: `The cluster refuses more pods of the new revision: ${asSentence(
        failure,
      )}`,
      values: { message: failure },
      severity: 'problem',
    };
  }
  if (deadline !== null) {
    return {
      code: 'progress-deadline',
      message: `The new revision made no progress for longer than its deadline: ${asSentence(
        deadline,
      )}`,
      values: { message: deadline },
      severity: 'problem',
    };
  }
  return {
    code: 'pods-starting',
    message: `Waiting for pods of the new revision: ${ready} of ${desired} are ready.`,
    values: { ready: String(ready), desired: String(desired) },
    severity: 'wait',
  };
}
