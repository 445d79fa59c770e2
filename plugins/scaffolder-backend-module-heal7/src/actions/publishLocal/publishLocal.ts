import type { EventsService } from '@backstage/plugin-events-node';
import { NotFoundError } from '@backstage/errors';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  assertRepositoryName,
  LOCAL_REPOSITORIES_CHANGED,
} from '@heal7/backstage-plugin-local-repositories-node';
import type {
  CommitAuthor,
  LocalRepositoriesService,
} from '@heal7/backstage-plugin-local-repositories-node';
import { examples } from './publishLocal.examples';
import { publishOnce } from './publishOnce';

const CATALOG_FILE = 'catalog-info.yaml';

/**
 * `heal7:publish:local`: makes a git repository of the workspace in the data
 * folder. Run again by the same task (after a crash), it finds the repository
 * that it made; another task gets a conflict.
 */
export const createPublishLocalAction = (options: {
  local: LocalRepositoriesService;
  events: EventsService;
  author: CommitAuthor;
}) =>
  createTemplateAction({
    id: 'heal7:publish:local',
    description:
      "Makes a git repository of the workspace in the portal's data folder",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the repository'),
        sourcePath: z =>
          z
            .string()
            .optional()
            .describe('Folder of the workspace to publish; default: all of it'),
        defaultBranch: z => z.string().optional().describe("Default: 'main'"),
        commitMessage: z =>
          z.string().optional().describe("Default: 'Create from template'"),
      },
      output: {
        remoteUrl: z => z.string().describe('What git clone takes'),
        repoContentsUrl: z => z.string().describe('URL of the root folder'),
        catalogInfoUrl: z => z.string().describe('URL of catalog-info.yaml'),
        commitHash: z => z.string(),
      },
    },
    async handler(ctx) {
      const { repositories, address } = options.local;
      if (!repositories) {
        throw new NotFoundError(
          'This portal keeps no local repositories: set localRepositories.directory, or publish to a git host',
        );
      }
      const { name, defaultBranch = 'main' } = ctx.input;
      assertRepositoryName(name);
      const sourceDirectory = resolveSafeChildPath(
        ctx.workspacePath,
        ctx.input.sourcePath ?? '.',
      );
      const at = { name, ref: defaultBranch };
      const announce = (commitHash: string) => {
        ctx.output('remoteUrl', repositories.pathOf(name));
        ctx.output('repoContentsUrl', address.format({ ...at, path: '' }));
        ctx.output(
          'catalogInfoUrl',
          address.format({ ...at, path: CATALOG_FILE }),
        );
        ctx.output('commitHash', commitHash);
      };
      if (ctx.isDryRun) {
        announce('0'.repeat(40));
        return;
      }
      const commitHash = await ctx.checkpoint({
        key: `heal7.publish.local.${name}`,
        fn: () =>
          publishOnce(repositories, {
            name,
            defaultBranch,
            taskId: ctx.task.id,
            author: options.author,
            message: ctx.input.commitMessage ?? 'Create from template',
            sourceDirectory,
          }),
      });
      await options.events.publish({
        topic: LOCAL_REPOSITORIES_CHANGED,
        eventPayload: {},
      });
      ctx.logger.info(`Published to ${repositories.pathOf(name)}`);
      announce(commitHash);
    },
  });
