import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import { asText } from '@heal7/backstage-plugin-deployments-node';
import { basisOfStatefulSet } from './basis';
import { readStatefulSet, statefulSetKinds } from './kinds';
import { planStatefulSet, statefulSetTemplates } from './plan';
import { ENGINE, projectStatefulSet } from './project';

/**
 * Reads and steers the rolling updates of StatefulSets.
 *
 * @param labelSelector - which ones: watching all of a cluster costs too much.
 * @public
 */
export function statefulSetSource(labelSelector: string): DeploymentSource {
  const kinds = statefulSetKinds(labelSelector);
  const { statefulSets, gitOps, ...others } = kinds;
  return {
    engine: ENGINE,
    root: statefulSets,
    kinds: [statefulSets, ...Object.values(others), ...gitOps],
    project: group => projectStatefulSet(group, kinds),
    basisOf: live =>
      basisOfStatefulSet(
        asText(live.metadata.uid),
        live.metadata.name,
        readStatefulSet(live, labelSelector),
      ),
    plan: (request, reader) => planStatefulSet(request, kinds, reader),
    rollbackTemplates: (request, reader) =>
      statefulSetTemplates(request, kinds, reader),
  };
}
