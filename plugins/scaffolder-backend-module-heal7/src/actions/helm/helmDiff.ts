import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Helm } from '../../helm/Helm';
import { diffExamples } from './helm.examples';
import { chartInput, releaseInput, renderChart, skipped } from './inputs';
import { diffManifests } from './manifestDiff';

/** `heal7:helm:diff`: what other values would change of what a cluster gets. */
export const createHelmDiffAction = (helm: Helm) =>
  createTemplateAction({
    id: 'heal7:helm:diff',
    description:
      'Renders the chart with two lists of values files and tells how the objects differ',
    examples: diffExamples,
    supportsDryRun: true,
    schema: {
      input: {
        ...chartInput,
        ...releaseInput,
        from: z => z.array(z.string()).describe('Values files of the one side'),
        values: z =>
          z.array(z.string()).describe('Values files of the other side'),
      },
      output: {
        skipped: z => z.boolean().describe('Whether there was no helm'),
        changes: z =>
          z.array(
            z.object({
              object: z.string(),
              change: z.enum(['added', 'changed', 'removed']),
              patch: z.string().describe('Unified diff'),
            }),
          ),
      },
    },
    async handler(ctx) {
      const { from, ...input } = ctx.input;
      const before = await renderChart(helm, ctx, { ...input, values: from });
      const after = before && (await renderChart(helm, ctx, input));
      ctx.output('skipped', after === undefined);
      if (!before || !after) {
        ctx.output('changes', []);
        skipped(ctx.logger, 'compared');
        return;
      }
      const changes = diffManifests(before, after);
      for (const { object, change } of changes) {
        ctx.logger.info(`${change}: ${object}`);
      }
      ctx.output('changes', changes);
    },
  });
