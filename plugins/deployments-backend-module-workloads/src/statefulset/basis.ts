import type { DecisionBasis } from '@heal7/backstage-plugin-deployments-common';
import type { StatefulSetData } from './kinds';
import { hashOf } from './revisions';

/**
 * What a click is decided on. The template's fingerprint changes with the
 * spec, before the controller has made a revision of it.
 */
export function basisOfStatefulSet(
  uid: string,
  name: string,
  data: StatefulSetData,
): DecisionBasis {
  return {
    uid,
    revisionHash: hashOf(name, data.updateRevision),
    stepIndex: null,
    pausedAt: null,
    aborted: false,
    fingerprint: data.template.fingerprint,
  };
}
