import type {
  DeploymentAnalysis,
  DeploymentExplanation,
  DeploymentPause,
  DeploymentPhase,
  DeploymentStepPosition,
  DeploymentTraffic,
  DeploymentWeight,
} from '@heal7/backstage-plugin-deployments-common';
import {
  asSentence,
  explainPods,
  shorten,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  ObservedObject,
  PodData,
  ReplicaSetData,
} from '@heal7/backstage-plugin-deployments-node';
import { specObserved, unpausing, workloadObserved } from '../../rollout/facts';
import { currentStepOf } from '../../rollout/position';
import type { RolloutData } from '../../rollout/RolloutData';
import { explainMeasuring, explainVerdict } from './metrics';

/** The parts of a state that an explanation is made of. */
export interface ExplanationInput {
  data: RolloutData;
  phase: DeploymentPhase;
  pause: DeploymentPause | null;
  step: DeploymentStepPosition | null;
  weight: DeploymentWeight;
  traffic: DeploymentTraffic | null;
  analysis: DeploymentAnalysis[];
  /** The ReplicaSet of the newest revision, once there is one. */
  newest: ObservedObject<ReplicaSetData> | undefined;
  /** Its pods. */
  pods: ObservedObject<PodData>[];
}

function deadlineOf({ data }: ExplanationInput): string | null {
  const condition = data.status?.conditions.find(
    ({ reason }) => reason === 'ProgressDeadlineExceeded',
  );
  return condition ? condition.message || condition.reason : null;
}

function pods(input: ExplanationInput): DeploymentExplanation | null {
  const { newest } = input;
  return (
    (newest &&
      explainPods({
        pods: input.pods,
        desired: newest.data.replicas.desired,
        failure: newest.data.failure,
        deadline: deadlineOf(input),
      })) ??
    null
  );
}

function podTrouble(input: ExplanationInput): DeploymentExplanation | null {
  const explanation = pods(input);
  return explanation?.severity === 'problem' ? explanation : null;
}

function podsStarting(input: ExplanationInput): DeploymentExplanation | null {
  const explanation = pods(input);
  return explanation?.severity === 'wait' ? explanation : null;
}

function pastDeadline(input: ExplanationInput): DeploymentExplanation | null {
  const deadline = deadlineOf(input);
  return deadline === null || input.phase !== 'degraded'
    ? null
    : {
        code: 'progress-deadline',
        message: `The rollout made no progress for longer than its deadline: ${asSentence(
          shorten(deadline),
        )}`,
        values: { message: shorten(deadline) },
        severity: 'problem',
      };
}

function invalid({ data }: ExplanationInput): DeploymentExplanation | null {
  const found = data.status?.conditions.find(
    ({ type }) => type === 'InvalidSpec',
  );
  const message = shorten(found?.message ?? '');
  return found
    ? {
        code: 'invalid-spec',
        message: `The controller refuses the spec: ${asSentence(
          message || found.reason,
        )}`,
        values: { message },
        severity: 'problem',
      }
    : null;
}

function aborted({ data }: ExplanationInput): DeploymentExplanation | null {
  if (!data.status?.aborted || !specObserved(data)) {
    return null;
  }
  const condition = data.status.conditions.find(
    ({ reason }) => reason === 'RolloutAborted',
  );
  const message = shorten(condition?.message ?? '');
  return {
    code: 'aborted',
    message: `All traffic was sent back to the stable revision${
      message ? `: ${asSentence(message)}` : '.'
    } Retry, or deploy another revision.`,
    values: { message },
    severity: 'person',
  };
}

/** Whether the pause, in itself, lasts until somebody promotes. */
function isEndless({ data }: ExplanationInput): boolean {
  const [condition] = data.status?.pauseConditions ?? [];
  const current = currentStepOf(data);
  switch (condition?.reason) {
    case undefined:
      return false;
    case 'CanaryPauseStep':
      return current?.kind !== 'pause' || current.durationSeconds === null;
    case 'BlueGreenPause':
      return (data.spec.blueGreen?.autoPromotionSeconds ?? 0) === 0;
    default:
      return true;
  }
}

function waitingForPerson(
  input: ExplanationInput,
): DeploymentExplanation | null {
  const { data, phase, step, weight } = input;
  if (phase !== 'paused' || !isEndless(input)) {
    return null;
  }
  const percent = String(Math.round((weight.actual * 100) / weight.max));
  const where = step ? ` at step ${step.index + 1} of ${step.total}` : '';
  return {
    code: 'waiting-for-person',
    message: data.spec.blueGreen
      ? 'The new revision is ready for preview and gets no traffic until somebody promotes it.'
      : `Paused${where}, with ${percent} % of the traffic on the new revision, until somebody promotes or aborts it.`,
    values: {
      step: step ? `${step.index + 1}/${step.total}` : '',
      weight: percent,
    },
    severity: 'person',
  };
}

function heldByHand({
  data,
  phase,
}: ExplanationInput): DeploymentExplanation | null {
  return phase === 'paused' && data.spec.paused
    ? {
        code: 'paused-by-hand',
        message:
          'Somebody paused the rollout by hand; it stays so until resumed.',
        values: {},
        severity: 'person',
      }
    : null;
}

function timedPause({
  phase,
  pause,
}: ExplanationInput): DeploymentExplanation | null {
  return phase === 'paused' && pause && pause.endsAt !== null
    ? {
        code: 'timed-pause',
        message: `Paused until ${pause.endsAt}; it goes on by itself then.`,
        values: { until: pause.endsAt },
        severity: 'wait',
      }
    : null;
}

function measuring({
  data,
  analysis,
}: ExplanationInput): DeploymentExplanation | null {
  return specObserved(data) ? explainMeasuring(data, analysis) : null;
}

function silent({ data }: ExplanationInput): DeploymentExplanation | null {
  const generation = String(data.generation);
  const say = (message: string): DeploymentExplanation => ({
    code: 'controller-silent',
    message,
    values: { generation },
    severity: 'wait',
  });
  if (!data.status || !specObserved(data)) {
    return say(
      `The controller has not seen generation ${generation} of the spec yet. If this lasts, check that Argo Rollouts is running.`,
    );
  }
  if (!workloadObserved(data)) {
    return say(
      'The controller has not seen the changed workload that the rollout refers to yet. If this lasts, check that Argo Rollouts is running.',
    );
  }
  return unpausing(data)
    ? say(
        'The controller has not reacted to the promotion yet. If this lasts, check that Argo Rollouts is running.',
      )
    : null;
}

function deadEnd({ traffic }: ExplanationInput): DeploymentExplanation | null {
  const difference = traffic?.difference;
  return difference?.code === 'dead-end'
    ? {
        code: 'dead-end',
        message: difference.message,
        values: {
          destination:
            traffic?.shares.find(({ weight }) => weight > 0)?.destination ?? '',
        },
        severity: 'problem',
      }
    : null;
}

/** The order of `DeploymentExplanationCode`; first match wins. */
const CAUSES = [
  ({ data, analysis }: ExplanationInput) => explainVerdict(data, analysis),
  podTrouble,
  pastDeadline,
  invalid,
  aborted,
  waitingForPerson,
  heldByHand,
  timedPause,
  measuring,
  podsStarting,
  silent,
  deadEnd,
];

/** Why the rollout is not moving; null when it moves, or is done. */
export function explanationOf(
  input: ExplanationInput,
): DeploymentExplanation | null {
  if (input.phase === 'healthy') {
    return deadEnd(input);
  }
  for (const cause of CAUSES) {
    const explanation = cause(input);
    if (explanation) {
      return explanation;
    }
  }
  return null;
}
