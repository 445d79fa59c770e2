import { readFile } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  CreateStackRequest,
  StackDefinition,
} from '@heal7/backstage-plugin-provisioning-common';
import { definitionOf } from './definitionOf';
import { createExamples as examples } from './stack.examples';
import { NOT_MADE, stackUrl } from './StackActionOptions';
import type { StackActionOptions } from './StackActionOptions';

/**
 * `heal7:stack:create`: registers a stack. The definition is kept in git: the
 * action is told where it was published, or, where there is no git host, what
 * it says. Asking again gives the same stack.
 */
export const createStackCreateAction = ({
  provisioning,
  appUrl,
}: StackActionOptions) =>
  createTemplateAction({
    id: 'heal7:stack:create',
    description:
      'Registers a stack of cloud resources. Nothing is planned or made by it',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        definitionUrl: z =>
          z.string().optional().describe('Where the definition was published'),
        definition: z =>
          z
            .record(z.string(), z.any())
            .optional()
            .describe('The definition itself, instead of its address'),
        definitionPath: z =>
          z
            .string()
            .optional()
            .describe(
              "The same file in the workspace, which a dry run reviews; default: 'stack.yaml'",
            ),
      },
      output: {
        stackId: z => z.string(),
        name: z => z.string(),
        environment: z => z.string(),
        url: z => z.string().describe("The stack's page in the portal"),
      },
    },
    async handler(ctx) {
      const { definition, definitionUrl, definitionPath } = ctx.input;
      if ((definition === undefined) === (definitionUrl === undefined)) {
        throw new InputError(
          "Give one of 'definitionUrl' and 'definition', not both",
        );
      }
      const { signal, logger } = ctx;
      if (ctx.isDryRun) {
        const path = definitionPath ?? 'stack.yaml';
        const file = resolveSafeChildPath(ctx.workspacePath, path);
        const reviewed = await provisioning.reviewStack(
          {
            // What is published is not there yet.
            definition: definition
              ? (definition as unknown as StackDefinition)
              : definitionOf(await readFile(file, 'utf8'), path),
          },
          { credentials: await ctx.getInitiatorCredentials(), signal },
        );
        for (const [name, text] of Object.entries(reviewed.rendered)) {
          logger.info(`${reviewed.module.id}/${name}:\n${text}`);
        }
        ctx.output('stackId', NOT_MADE);
        ctx.output('name', reviewed.definition.name);
        ctx.output('environment', reviewed.definition.environment);
        ctx.output('url', stackUrl(appUrl, NOT_MADE));
        return;
      }
      const request: CreateStackRequest = definitionUrl
        ? { definitionUrl }
        : { definition: definition as unknown as StackDefinition };
      const { id, name, environment } = await ctx.checkpoint({
        key: `heal7.stack.create.${definitionUrl ?? definition?.name}`,
        fn: async () => {
          const stack = await provisioning.createStack(request, {
            credentials: await ctx.getInitiatorCredentials(),
            signal,
          });
          return {
            id: stack.id,
            name: stack.name,
            environment: stack.environment,
          };
        },
      });
      const url = stackUrl(appUrl, id);
      logger.info(`Registered the stack '${name}' in ${environment}: ${url}`);
      ctx.output('stackId', id);
      ctx.output('name', name);
      ctx.output('environment', environment);
      ctx.output('url', url);
    },
  });
