import type { PlanCounts } from '@heal7/backstage-plugin-provisioning-common';
import type { Phrase } from '../translation';
import type { PlanGroup } from './planRows';
import { PLAN_GROUPS } from './planRows';

/** How many resources of each kind a plan has, where there are any. @internal */
export function countsOf(
  counts: PlanCounts,
): { group: PlanGroup; count: number; words: Phrase }[] {
  return PLAN_GROUPS.filter(group => counts[group] > 0).map(group => ({
    group,
    count: counts[group],
    words: {
      key: `plan.count.${group}`,
      params: { count: counts[group] },
    },
  }));
}
