import type { DecisionBasis } from '@heal7/backstage-plugin-deployments-common';
import type { DeploymentData } from './kinds';

/**
 * What a click is decided on. The template's fingerprint changes with the
 * spec, before the controller has made a ReplicaSet of it.
 */
export function basisOfDeployment(
  uid: string,
  data: DeploymentData,
  newest: string,
): DecisionBasis {
  return {
    uid,
    revisionHash: newest,
    stepIndex: null,
    pausedAt: null,
    aborted: false,
    fingerprint: `${data.template.fingerprint}${data.paused ? ' paused' : ''}`,
  };
}
