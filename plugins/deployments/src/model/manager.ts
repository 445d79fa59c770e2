import type { DeploymentManager } from '@heal7/backstage-plugin-deployments-common';

const NAMES: Record<DeploymentManager['tool'], string> = {
  'argo-cd': 'Argo CD',
  flux: 'Flux',
  helm: 'Helm',
};

/** The tool's proper name, the same in every language. @internal */
export const managerTool = (manager: DeploymentManager): string =>
  NAMES[manager.tool] ?? manager.tool;
