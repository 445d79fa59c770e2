import type { DeploymentExplanation } from '@heal7/backstage-plugin-deployments-common';
import {
  compareTexts,
  explainPods,
} from '@heal7/backstage-plugin-deployments-node';
import type { ObservedObject } from '@heal7/backstage-plugin-deployments-node';
import { isUnobserved } from '../workload/readWorkload';
import {
  explainWithSight,
  unobservedExplanation,
  waitingFor,
} from '../workload/state';
import type { PhaseReading } from '../workload/state';
import type { StatefulPodData, StatefulSetData } from './kinds';
import { hasUpdate, wantedOf } from './phase';

/**
 * A pod of a template that was taken back, and that never got ready: the
 * controller waits for it and does not replace it
 * (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback).
 */
function stuckPod(
  data: StatefulSetData,
  pods: ObservedObject<StatefulPodData>[],
): DeploymentExplanation | null {
  const [stuck] = pods
    .filter(
      ({ data: pod }) =>
        data.ordered &&
        !pod.ready &&
        pod.reason !== 'Terminating' &&
        ![data.updateRevision, data.currentRevision, ''].includes(pod.revision),
    )
    .sort((a, b) => compareTexts(a.name, b.name));
  return stuck
    ? {
        code: 'pod-not-ready',
        message: `${stuck.name} was made from a template that was taken back, and is not ready; the controller waits for it for ever. Delete the pod.`,
        values: {
          pod: stuck.name,
          count: '1',
          total: String(pods.length),
          reason: stuck.data.reason,
          message: stuck.data.message,
        },
        severity: 'problem',
      }
    : null;
}

/** Why it is not moving; null when it is at rest. */
export function explanationOf(
  data: StatefulSetData,
  { phase, message }: PhaseReading,
  pods: ObservedObject<StatefulPodData>[],
): DeploymentExplanation | null {
  if (phase === 'healthy') {
    return null;
  }
  if (isUnobserved(data)) {
    return unobservedExplanation(message, data.generation);
  }
  if (phase === 'paused') {
    return {
      code: 'waiting-for-person',
      message: data.onDelete
        ? `${message} Delete them when you are ready.`
        : `${message} Lower spec.updateStrategy.rollingUpdate.partition to go on.`,
      values: {
        step: '',
        weight: String(Math.floor((data.updated * 100) / data.desired)),
      },
      severity: 'person',
    };
  }
  const newest = pods.filter(pod => pod.data.revision === data.updateRevision);
  return (
    stuckPod(data, pods) ??
    explainWithSight(
      explainPods({
        pods: newest,
        desired: hasUpdate(data) ? wantedOf(data) : data.desired,
        failure: data.failure,
        deadline: null,
      }) ?? waitingFor(message, data.ready, data.desired),
      data.template.watched,
    )
  );
}
