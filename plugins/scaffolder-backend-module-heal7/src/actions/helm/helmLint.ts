import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { readable, type Helm } from '../../helm/Helm';
import { lintExamples } from './helm.examples';
import { chartInput, skipped } from './inputs';

/** `heal7:helm:lint`: fails when helm finds fault with the values. */
export const createHelmLintAction = (helm: Helm) =>
  createTemplateAction({
    id: 'heal7:helm:lint',
    description:
      "Checks values files of the workspace with helm against the chart and the chart's schema",
    examples: lintExamples,
    supportsDryRun: true,
    schema: {
      input: {
        ...chartInput,
        strict: z =>
          z.boolean().optional().describe('Whether warnings fail, too'),
      },
      output: {
        skipped: z => z.boolean().describe('Whether there was no helm'),
      },
    },
    async handler(ctx) {
      const { strict, values = [], ...chart } = ctx.input;
      const { workspacePath, signal } = ctx;
      const result = await helm.run(
        ['lint', '--quiet'],
        { ...chart, values, workspacePath, signal },
        strict ? ['--strict'] : [],
      );
      ctx.output('skipped', result === undefined);
      if (!result) {
        skipped(ctx.logger, 'checked');
        return;
      }
      if (result.exitCode !== 0) {
        throw new InputError(
          `helm finds fault with ${
            values.join(', ') || 'the chart'
          }:\n${readable(result.stdout + result.stderr, workspacePath)}`,
        );
      }
    },
  });
