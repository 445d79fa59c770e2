import type { DeploymentPod } from '@heal7/backstage-plugin-deployments-common';

/**
 * How a pod is doing; never told by colour alone.
 *
 * @internal
 */
export type PodCondition = 'ready' | 'waiting' | 'failed';

/** @internal */
export interface PodGroup {
  condition: PodCondition;
  /** Why, e.g. `ImagePullBackOff`; empty for ready pods. */
  reason: string;
  count: number;
}

/** From this many pods on, only groups are drawn. @internal */
export const POD_DOT_LIMIT = 40;

// Kubernetes' words for a container that will not come up without help.
const FAILING = /(BackOff|Err|Error|Killed|Invalid|Failed|Evicted)/;

/** @internal */
export function podCondition(pod: DeploymentPod): PodCondition {
  if (pod.ready) {
    return 'ready';
  }
  return pod.phase === 'Failed' || FAILING.test(pod.reason)
    ? 'failed'
    : 'waiting';
}

const ORDER: PodCondition[] = ['ready', 'failed', 'waiting'];

/**
 * Pods by condition and reason: ready ones first, then the failed, each by
 * falling count.
 *
 * @internal
 */
export function groupPods(pods: DeploymentPod[]): PodGroup[] {
  const groups = new Map<string, PodGroup>();
  for (const pod of pods) {
    const condition = podCondition(pod);
    const reason = condition === 'ready' ? '' : pod.reason || pod.phase;
    const key = `${condition} ${reason}`;
    const group = groups.get(key) ?? { condition, reason, count: 0 };
    group.count++;
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) =>
      ORDER.indexOf(a.condition) - ORDER.indexOf(b.condition) ||
      b.count - a.count ||
      a.reason.localeCompare(b.reason),
  );
}
