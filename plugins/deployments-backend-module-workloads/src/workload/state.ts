import type {
  DeploymentExplanation,
  DeploymentPhase,
  DeploymentRevision,
  DeploymentState,
  DeploymentTraffic,
  DeploymentTrafficDifference,
} from '@heal7/backstage-plugin-deployments-common';
import { compareTexts } from '@heal7/backstage-plugin-deployments-node';

/** A phase with the words of `kubectl rollout status`. */
export interface PhaseReading {
  phase: DeploymentPhase;
  message: string;
}

/** The parts of a state that mean nothing without steps. */
export const WITHOUT_STEPS = {
  strategy: 'rolling',
  aborted: false,
  step: null,
  steps: [],
  trafficRouter: null,
  headerRoutes: [],
  analysis: [],
} satisfies Partial<DeploymentState>;

/** Share of the new revision among the pods that can serve, in percent. */
export function shareOf(
  revisions: DeploymentRevision[],
  newest: string,
  whenNone: number,
): number {
  const available = revisions.map(({ replicas }) => replicas.available);
  const sum = available.reduce((total, count) => total + count, 0);
  const own = revisions
    .filter(({ hash }) => hash === newest)
    .reduce((total, { replicas }) => total + replicas.available, 0);
  return sum === 0 ? whenNone : Math.floor((own * 100) / sum);
}

/** What pods that share a Service evenly make of the traffic. */
export function trafficOf(
  about: string,
  revisions: DeploymentRevision[],
  asked: { weight: { set: number; actual: number }; phase: DeploymentPhase },
): DeploymentTraffic | null {
  const ready = revisions.filter(({ replicas }) => replicas.ready > 0);
  const sum = ready.reduce((total, { replicas }) => total + replicas.ready, 0);
  if (sum === 0) {
    return null;
  }
  return {
    source: 'replicas',
    about,
    shares: ready
      .map(({ hash, role, replicas }) => ({
        hash,
        role,
        destination: `${replicas.ready} of ${sum} ready pods`,
        weight: Math.round((replicas.ready * 10_000) / sum) / 100,
      }))
      .sort((a, b) => b.weight - a.weight || compareTexts(a.hash, b.hash)),
    mirroredPercent: 0,
    sticky: false,
    difference: differenceOf(asked),
  };
}

function differenceOf({
  weight: { set, actual },
  phase,
}: Parameters<typeof trafficOf>[2]): DeploymentTrafficDifference | null {
  return set === actual || phase === 'healthy'
    ? null
    : {
        code: 'pods-not-ready',
        message: `The update is on its way to ${set} %: pods of the new revision get requests as they become ready.`,
      };
}

const UNSEEN =
  'Its pods are not shown: the labels of its pod template are not those of deployments.workloads.labelSelector.';

/** Says so where what an explanation could be of is not seen. */
export function explainWithSight(
  explanation: DeploymentExplanation | null,
  podsAreSeen: boolean,
): DeploymentExplanation | null {
  return explanation === null || podsAreSeen
    ? explanation
    : { ...explanation, message: `${explanation.message} ${UNSEEN}` };
}

/** What says nothing else about why it waits. */
export const waitingFor = (
  message: string,
  ready: number,
  desired: number,
): DeploymentExplanation => ({
  code: 'pods-starting',
  message,
  values: { ready: String(ready), desired: String(desired) },
  severity: 'wait',
});

/** The controller has not looked at the latest spec. */
export const unobservedExplanation = (
  message: string,
  generation: number,
): DeploymentExplanation => ({
  code: 'controller-silent',
  message: `${message} If it stays so, the controller manager of the cluster is not running.`,
  values: { generation: String(generation) },
  severity: 'wait',
});
