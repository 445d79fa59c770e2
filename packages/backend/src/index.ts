import { createBackend } from '@backstage/backend-defaults';
import { catalogModuleProvisioning } from '@heal7/backstage-plugin-catalog-backend-module-heal7';
import { kubernetesModuleDeployments } from '@heal7/backstage-plugin-deployments-backend';
import { localRepositoriesUrlReaderFactory } from '@heal7/backstage-plugin-local-repositories-node';
import { checkEnvironment } from './configuration/checkEnvironment';
import { drainingHttpRouter } from './http/rootHttpRouter';
import { githubActionsTokens } from './pipelines/githubActionsTokens';

checkEnvironment(process.argv.slice(2));

const backend = createBackend();

backend.add(drainingHttpRouter);
backend.add(import('./embedded/guestGuard'));
backend.add(localRepositoriesUrlReaderFactory);
backend.add(githubActionsTokens);

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-notifications-backend-module-slack'));
backend.add(import('./notifications/email'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('./embedded/colleague'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@heal7/backstage-plugin-permission-backend-module-heal7'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@heal7/backstage-plugin-catalog-backend-module-heal7'));
backend.add(catalogModuleProvisioning);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-workspace-database'),
);
backend.add(import('@heal7/backstage-plugin-scaffolder-backend-module-heal7'));

backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('./techdocs/module'));
backend.add(import('./techdocs/buildAtStart'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));

backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(kubernetesModuleDeployments);
backend.add(import('@heal7/backstage-plugin-deployments-backend'));
backend.add(
  import('@heal7/backstage-plugin-deployments-backend-module-argo-rollouts'),
);
backend.add(
  import('@heal7/backstage-plugin-deployments-backend-module-flagger'),
);
backend.add(import('@heal7/backstage-plugin-deployments-backend-module-istio'));
backend.add(
  import('@heal7/backstage-plugin-deployments-backend-module-workloads'),
);

backend.add(import('@heal7/backstage-plugin-provisioning-backend'));
backend.add(
  import('@heal7/backstage-plugin-provisioning-backend-module-terraform'),
);
backend.add(
  import('@heal7/backstage-plugin-provisioning-backend-module-github-actions'),
);

backend.start().catch(error => {
  // Backstage itself would log this and go on listening, half started.
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
