import type { DeploymentExplanation } from '@heal7/backstage-plugin-deployments-common';
import { explainPods } from '@heal7/backstage-plugin-deployments-node';
import type {
  ObservedObject,
  PodData,
} from '@heal7/backstage-plugin-deployments-node';
import { isUnobserved } from '../workload/readWorkload';
import {
  explainWithSight,
  unobservedExplanation,
  waitingFor,
} from '../workload/state';
import type { PhaseReading } from '../workload/state';
import type { DeploymentData } from './kinds';
import { deadlineOf } from './phase';

/**
 * Why it is not moving; null when it is at rest.
 *
 * @param pods - of the newest revision.
 * @param failure - why no more of them can be made; empty when they can.
 */
export function explanationOf(
  data: DeploymentData,
  { phase, message }: PhaseReading,
  pods: ObservedObject<PodData>[],
  failure: string,
): DeploymentExplanation | null {
  if (phase === 'healthy') {
    return null;
  }
  if (isUnobserved(data)) {
    return unobservedExplanation(message, data.generation);
  }
  if (data.paused) {
    return {
      code: 'paused-by-hand',
      message:
        'Somebody paused it: changes are kept and not rolled out until it is resumed.',
      values: {},
      severity: 'person',
    };
  }
  return explainWithSight(
    explainPods({
      pods,
      desired: data.desired,
      failure: failure || data.failure,
      deadline: deadlineOf(data),
    }) ?? waitingFor(message, data.available, data.desired),
    data.template.watched,
  );
}
