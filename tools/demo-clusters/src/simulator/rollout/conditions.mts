import { kubeTime } from '../../clock/clock.mts';
import type { Condition } from '../workloadTypes.mts';

/** The condition of a type, if there is one. */
export function findCondition(
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find(condition => condition.type === type);
}

/** What a condition says, without its times. */
export type ConditionContent = Pick<
  Condition,
  'type' | 'status' | 'reason' | 'message'
>;

/**
 * Puts a condition last, unless one with the same status and reason is there:
 * the controller then leaves even the message alone. The transition time only
 * moves with the status.
 */
export function setCondition(
  conditions: readonly Condition[],
  content: ConditionContent,
  now: number,
  { refresh = false } = {},
): Condition[] {
  const before = findCondition(conditions, content.type);
  const same =
    before?.status === content.status && before.reason === content.reason;
  if (same && !refresh) {
    return [...conditions];
  }
  const others = conditions.filter(({ type }) => type !== content.type);
  const time = kubeTime(now);
  const lastTransitionTime =
    before && before.status === content.status
      ? before.lastTransitionTime
      : time;
  return [...others, { ...content, lastUpdateTime: time, lastTransitionTime }];
}
