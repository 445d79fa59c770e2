import type {
  DeploymentExplanation,
  DeploymentTraffic,
} from '@heal7/backstage-plugin-deployments-common';
import { explainPods, shorten } from '@heal7/backstage-plugin-deployments-node';
import type {
  ObservedObject,
  PodData,
} from '@heal7/backstage-plugin-deployments-node';
import type { CanaryData } from '../canary/CanaryData';
import { closesAfterRun, hooksOf } from '../canary/gates';
import type { GateType } from '../canary/gates';
import { gateOf } from '../canary/loadTester';
import { hasFailed, isIdle, isUndecided, phaseOf } from '../canary/phases';
import { podsOf } from './revisions';
import { holding, toldOf } from './story';
import type { Story, Told } from './story';
import type { Version } from './versions';
import type { Workload } from './workload';

/** What the explanation is made of. */
export interface ToExplain {
  data: CanaryData;
  story: Story;
  workload: Workload;
  versions: Version[];
  pods: ObservedObject<PodData>[];
  traffic: DeploymentTraffic | null;
  /** The gate that it waits at. */
  gate: GateType | null;
  /** There is a new revision that Flagger has not looked at yet. */
  unseen: boolean;
}

const GATES: Record<GateType, string> = {
  'confirm-rollout': 'before anything of it runs',
  'confirm-promotion': 'before it becomes the primary',
  'confirm-traffic-increase': 'before it gets more traffic',
};

const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

function explainGate({ data, gate }: ToExplain): DeploymentExplanation | null {
  if (!gate) {
    return null;
  }
  const hooks = hooksOf(data, gate);
  const names = hooks.map(({ name }) => name).join(', ') || gate;
  const ours = hooks.length > 0 && hooks.every(gateOf);
  return {
    code: 'waiting-for-gate',
    message: `Waiting for the approval ${names}, ${GATES[gate]}. ${
      ours ? 'Promote opens it.' : 'It is given outside of this portal.'
    }`,
    values: { gate, name: names },
    severity: 'person',
  };
}

function howFar(data: CanaryData): string {
  const { status, spec } = data;
  return hasFailed(data)
    ? 'All traffic was sent back to the primary.'
    : `${status?.failedChecks ?? 0} of ${
        spec.analysis?.threshold ?? 1
      } failed checks that end the rollout.`;
}

function explainTold(
  data: CanaryData,
  told: Told,
): DeploymentExplanation | null {
  const { saying, text } = told;
  const message = shorten(text);
  switch (saying.says) {
    case 'metric-failed': {
      const { metric, value, operator, limit } = saying;
      const metricOf = data.spec.analysis?.metrics.find(
        ({ name }) => name === metric,
      );
      const over = metricOf ? ` over ${metricOf.interval}` : '';
      return {
        code: 'metric-failed',
        message: `The metric ${metric} is ${value}${over}, ${
          operator === '>' ? 'above' : 'below'
        } its limit of ${limit}. ${howFar(data)}`,
        values: {
          metric,
          value,
          // The condition that it breaks, in the same units.
          condition: `${operator === '>' ? '<=' : '>='} ${limit}`,
          limit,
          message,
        },
        severity: 'problem',
      };
    }
    case 'metric-error':
      return {
        code: 'metric-error',
        message: `A metric cannot be measured, which counts as a failed check: ${sentence(
          message,
        )} ${howFar(data)}`,
        values: { metric: saying.metric, message },
        severity: 'problem',
      };
    case 'hook-failed':
      return {
        code: 'metric-failed',
        message: `The check ${saying.hook} failed: ${sentence(
          shorten(saying.message),
        )} ${howFar(data)}`,
        values: { metric: saying.hook, value: '', condition: '', message },
        severity: 'problem',
      };
    case 'not-ready':
      // Until it has failed, its pods tell more.
      return hasFailed(data)
        ? {
            code: 'progress-deadline',
            message: `The new revision did not become ready in time: ${sentence(
              shorten(saying.message),
            )} ${howFar(data)}`,
            values: { message },
            severity: 'problem',
          }
        : null;
    default:
      return null;
  }
}

function explainSide(
  input: ToExplain,
  role: 'canary' | 'stable',
  side: Workload['target'],
): DeploymentExplanation | null {
  const version = input.versions.find(one => one.role === role);
  const [newest] = side?.replicaSets ?? [];
  if (!side || !version || !newest) {
    return null;
  }
  const { desired, available } = side.deployment.data.replicas;
  const { deadline } = side.deployment.data;
  if (desired === 0 || (available >= desired && deadline === null)) {
    return null;
  }
  return explainPods({
    pods: podsOf({ ...version, replicaSets: [newest] }, input.pods).map(
      ({ name, data }) => ({ name, data }),
    ),
    desired,
    failure: newest.data.failure,
    deadline,
  });
}

/** Why it failed, by what was told of the run that did. */
function explainFailure(input: ToExplain): DeploymentExplanation {
  const { data, story } = input;
  const byHook = toldOf(story, 'rolled-back').some(
    ({ saying }) => saying.because === 'hook',
  );
  const cause = story.told.find(({ saying }) =>
    ['metric-failed', 'metric-error', 'hook-failed', 'not-ready'].includes(
      saying.says,
    ),
  );
  const told = !byHook && cause ? explainTold(data, cause) : null;
  return told ?? explainAbort(data, byHook);
}

function explainAbort(
  data: CanaryData,
  byHook: boolean,
): DeploymentExplanation {
  const hook = hooksOf(data, 'rollback').find(gateOf);
  const message =
    data.status?.conditions.find(({ reason }) => reason === 'Failed')
      ?.message ?? '';
  return {
    code: 'aborted',
    message: [
      byHook ? 'A rollback was asked for.' : sentence(message || 'It failed'),
      'All traffic was sent back to the primary.',
      // Flagger's event client stops after a burst.
      ...(byHook ? [] : ['No event is left that says why.']),
      ...(hook && !closesAfterRun(data, 'rollback')
        ? [
            `If it was ended by the gate ${hook.name}, that is still open and ends the next run too: retry closes it.`,
          ]
        : []),
    ].join(' '),
    values: { message },
    severity: 'problem',
  };
}

function explainProgress(input: ToExplain): DeploymentExplanation | null {
  const { data, story, workload } = input;
  const held = holding(story);
  return (
    (held && explainTold(data, held)) ??
    explainGate(input) ??
    explainSide(input, 'canary', workload.target)
  );
}

/** Why a Canary is not moving; null when it is, or has nothing to do. */
export function explanationOf(input: ToExplain): DeploymentExplanation | null {
  const { data, workload } = input;
  const difference = input.traffic?.difference;
  if (difference?.code === 'dead-end') {
    const { message } = difference;
    const [{ destination }] = input.traffic!.shares;
    return {
      code: 'dead-end',
      message,
      values: { destination },
      severity: 'problem',
    };
  }
  if (hasFailed(data)) {
    return explainFailure(input);
  }
  if (data.spec.suspended) {
    return {
      code: 'suspended',
      message:
        'The Canary is suspended: nothing is judged and no traffic moves until it is resumed.',
      values: {},
      severity: 'person',
    };
  }
  if (!data.status || phaseOf(data) === '') {
    return {
      code: 'controller-silent',
      message: 'Flagger has not reported on this Canary yet.',
      values: { generation: String(data.generation) },
      severity: 'wait',
    };
  }
  if (isUndecided(data)) {
    return explainProgress(input);
  }
  if (isIdle(data)) {
    return input.unseen
      ? {
          code: 'controller-silent',
          message: `Flagger looks for new revisions every ${
            data.spec.analysis?.intervalSeconds ?? 60
          } s and has not seen this one yet.`,
          values: { generation: String(data.generation) },
          severity: 'wait',
        }
      : null;
  }
  return explainSide(input, 'stable', workload.primary);
}
