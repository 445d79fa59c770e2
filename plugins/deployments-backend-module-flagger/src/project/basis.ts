import type { DecisionBasis } from '@heal7/backstage-plugin-deployments-common';
import type { CanaryData } from '../canary/CanaryData';
import { gateOfPhase } from '../canary/gates';
import { hasFailed, phaseOf } from '../canary/phases';
import { positionOf } from '../canary/position';
import type { Workload } from './workload';

/**
 * What a decision rests on. Events are no part of it: whoever acts may not
 * read them. The revision is the target's newest, whatever Flagger has made of
 * it: a gate that is opened lets in what is there then.
 */
export function basisOfCanary(
  uid: string,
  data: CanaryData,
  { target }: Workload,
): DecisionBasis {
  const { status, spec } = data;
  // A template without a ReplicaSet yet is not the revision that is named here.
  const unseen = target && !target.deployment.data.observed;
  return {
    uid,
    revisionHash: target?.replicaSets[0]?.data.hash ?? '',
    stepIndex: positionOf(data)?.index ?? null,
    pausedAt:
      gateOfPhase(data) && !spec.suspended ? status?.phaseSince ?? null : null,
    aborted: hasFailed(data),
    fingerprint: [
      phaseOf(data),
      // A Canary that waits for its promotion counts checks up and down.
      ...(phaseOf(data) === 'Progressing'
        ? [`weight ${status?.weight}`, `iteration ${status?.iterations}`]
        : []),
      ...(spec.suspended ? ['suspended'] : []),
      ...(unseen ? ['new template'] : []),
    ].join(', '),
  };
}
