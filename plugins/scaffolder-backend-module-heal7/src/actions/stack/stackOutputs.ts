import type { JsonValue } from '@backstage/types';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { outputsExamples as examples } from './stack.examples';
import type { StackActionOptions } from './StackActionOptions';

/**
 * `heal7:stack:outputs`: what a stack gives to others, but for its secrets:
 * those are read from the secret store by whoever needs them. Reading is
 * repeated by a task that goes on after a crash, so there is no checkpoint.
 */
export const createStackOutputsAction = ({
  provisioning,
}: StackActionOptions) =>
  createTemplateAction({
    id: 'heal7:stack:outputs',
    description: 'Gives the outputs of a stack that are no secrets',
    examples,
    supportsDryRun: true,
    schema: {
      input: { stackId: z => z.string() },
      output: {
        outputs: z => z.record(z.string(), z.any()),
        sensitive: z =>
          z.array(z.string()).describe('Names of those that are left out'),
      },
    },
    async handler(ctx) {
      if (ctx.isDryRun) {
        ctx.output('outputs', {});
        ctx.output('sensitive', []);
        return;
      }
      const outputs = await provisioning.outputs(ctx.input.stackId, {
        credentials: await ctx.getInitiatorCredentials(),
        signal: ctx.signal,
      });
      const open = outputs.filter(({ sensitive }) => !sensitive);
      const values: Record<string, JsonValue> = Object.fromEntries(
        open.map(({ name, value }) => [name, value ?? null]),
      );
      ctx.output('outputs', values);
      ctx.output(
        'sensitive',
        outputs.filter(({ sensitive }) => sensitive).map(({ name }) => name),
      );
    },
  });
