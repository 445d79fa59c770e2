import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import { asText } from '@heal7/backstage-plugin-deployments-node';
import { basisOfDeployment } from './basis';
import { deploymentKinds, readDeployment } from './kinds';
import { readReplicaSets } from './live';
import { deploymentTemplates, planDeployment } from './plan';
import { ENGINE, projectDeployment } from './project';
import { newestOf } from './revisions';

/**
 * Reads and steers the rolling updates of Deployments that no other engine
 * steers.
 *
 * @param labelSelector - which ones: watching all of a cluster costs too much.
 * @public
 */
export function deploymentSource(labelSelector: string): DeploymentSource {
  const kinds = deploymentKinds(labelSelector);
  const { deployments, gitOps, ...others } = kinds;
  return {
    engine: ENGINE,
    root: deployments,
    kinds: [deployments, ...Object.values(others), ...gitOps],
    project: group => projectDeployment(group, kinds),
    async basisOf(live, reader) {
      const data = readDeployment(live, labelSelector);
      const newest = newestOf(data, await readReplicaSets(live, kinds, reader));
      return basisOfDeployment(
        asText(live.metadata.uid),
        data,
        newest?.data.hash ?? '',
      );
    },
    plan: (request, reader) => planDeployment(request, kinds, reader),
    rollbackTemplates: (request, reader) =>
      deploymentTemplates(request, kinds, reader),
  };
}
