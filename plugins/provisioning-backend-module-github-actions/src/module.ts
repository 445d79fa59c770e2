import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { executorsExtensionPoint } from '@heal7/backstage-plugin-provisioning-node';
import { readGitHubActionsConfig } from './GitHubActionsConfig';
import { GitHubActionsExecutor } from './GitHubActionsExecutor';
import { OctokitWorkflowRuns } from './OctokitWorkflowRuns';

/**
 * Adds the executor `github-actions` when `provisioning.githubActions` is
 * configured.
 *
 * @public
 */
export const provisioningModuleGitHubActions = createBackendModule({
  pluginId: 'provisioning',
  moduleId: 'github-actions',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        executors: executorsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ config, executors, logger }) {
        const settings = readGitHubActionsConfig(config);
        if (!settings) {
          return;
        }
        const integrations = ScmIntegrations.fromConfig(config);
        const apiBaseUrl = integrations.github.byUrl(settings.url)?.config
          .apiBaseUrl;
        if (!apiBaseUrl) {
          throw new Error(
            `provisioning.githubActions.repository: the host of '${settings.url}' is not under integrations.github`,
          );
        }
        const runs = new OctokitWorkflowRuns(
          settings,
          apiBaseUrl,
          DefaultGithubCredentialsProvider.fromIntegrations(integrations),
        );
        executors.addExecutor(
          new GitHubActionsExecutor(settings, runs, logger),
        );
      },
    });
  },
});
