import { isUnobserved } from '../workload/readWorkload';
import { ON_DELETE_RULES, STATEFUL_SET_RULES } from '../workload/refusals';
import type { Rules, Situation } from '../workload/refusals';
import type { StatefulSetData } from './kinds';
import { hasUpdate, phaseOf } from './phase';

/** Which rules a StatefulSet's actions follow. */
export const rulesOf = ({ onDelete }: StatefulSetData): Rules =>
  onDelete ? ON_DELETE_RULES : STATEFUL_SET_RULES;

/**
 * What of a StatefulSet decides which actions make sense.
 *
 * @param kept - names of the ControllerRevisions that are seen.
 */
export function situationOf(data: StatefulSetData, kept: string[]): Situation {
  return {
    moving: phaseOf(data).phase !== 'healthy',
    paused: false,
    unobserved: isUnobserved(data),
    others: kept.filter(name => name !== data.updateRevision).length,
    previous: hasUpdate(data) && kept.includes(data.currentRevision),
  };
}
