import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Helm } from '../../helm/Helm';
import { renderExamples } from './helm.examples';
import { chartInput, releaseInput, renderChart, skipped } from './inputs';
import { titleOf } from './render';

/** `heal7:helm:render`: what the chart makes of values of the workspace. */
export const createHelmRenderAction = (helm: Helm) =>
  createTemplateAction({
    id: 'heal7:helm:render',
    description:
      'Renders the chart with values files of the workspace, as a cluster would get it',
    examples: renderExamples,
    supportsDryRun: true,
    schema: {
      input: {
        ...chartInput,
        ...releaseInput,
        targetPath: z =>
          z
            .string()
            .optional()
            .describe('File of the workspace to write the manifest to'),
      },
      output: {
        skipped: z => z.boolean().describe('Whether there was no helm'),
        objects: z =>
          z
            .array(z.string())
            .describe('Such as apps/v1 Deployment heal7-production/web'),
      },
    },
    async handler(ctx) {
      const { targetPath, values = [], ...input } = ctx.input;
      const target =
        targetPath && resolveSafeChildPath(ctx.workspacePath, targetPath);
      const parts = await renderChart(helm, ctx, { ...input, values });
      ctx.output('skipped', parts === undefined);
      ctx.output('objects', (parts ?? []).map(titleOf));
      if (!parts) {
        skipped(ctx.logger, 'rendered');
        return;
      }
      ctx.logger.info(`The chart makes ${parts.length} objects`);
      if (target) {
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, parts.map(({ yaml }) => yaml).join('---\n'));
      }
    },
  });
