import { NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { hasEnded } from '@heal7/backstage-plugin-provisioning-common';
import { followRun, StoppedWaiting } from './followRun';
import { assertNoFailure, obstaclesOf } from './runOutputs';
import { applyExamples as examples } from './stack.examples';
import { NOT_MADE, runUrl } from './StackActionOptions';
import type { StackActionOptions } from './StackActionOptions';

const APPLY_SECONDS = 3_600;

/**
 * `heal7:stack:apply`: applies exactly what `heal7:stack:plan` has planned,
 * where nobody has to approve it, and follows it to the end. Asking again finds
 * the run where it is, so that there is no checkpoint.
 */
export const createStackApplyAction = ({
  provisioning,
  appUrl,
  lookEvery = 2_000,
}: StackActionOptions) =>
  createTemplateAction({
    id: 'heal7:stack:apply',
    description:
      'Applies a plan that nobody has to approve, and waits for its end',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        runId: z => z.string().describe('Output of heal7:stack:plan'),
        timeoutSeconds: z =>
          z
            .number()
            .int()
            .min(1)
            .max(21_600)
            .optional()
            .describe('How long to wait for its end. Default: 3600'),
      },
      output: {
        stackId: z => z.string(),
        url: z => z.string().describe("The run's page in the portal"),
      },
    },
    async handler(ctx) {
      const { runId, timeoutSeconds = APPLY_SECONDS } = ctx.input;
      const { logger, signal } = ctx;
      const url = runUrl(appUrl, runId);
      if (ctx.isDryRun) {
        logger.info('A dry run applies nothing');
        ctx.output('stackId', NOT_MADE);
        ctx.output('url', url);
        return;
      }
      const options = {
        credentials: await ctx.getInitiatorCredentials(),
        signal,
      };
      const run = await provisioning.run(runId, options);
      assertNoFailure(run, url);
      if (run.phase === 'awaiting-approval' && run.plan) {
        const obstacles = obstaclesOf(run.plan);
        if (obstacles.length > 0) {
          throw new NotAllowedError(
            `A person has to decide (${obstacles.join('; ')}): ${url}`,
          );
        }
        await provisioning.approve(
          runId,
          {
            digest: run.plan.digest,
            comment: `Task ${ctx.task.id} of the scaffolder`,
          },
          options,
        );
      }
      logger.info(`Applying: ${url}`);
      const ended = await followRun({
        provisioning,
        runId,
        until: ({ phase }) => hasEnded(phase),
        credentials: () => ctx.getInitiatorCredentials(),
        logger,
        signal,
        looks: Math.ceil((timeoutSeconds * 1_000) / lookEvery),
        every: lookEvery,
      }).catch(error => {
        throw error instanceof StoppedWaiting
          ? new Error(
              `It is not applied after ${timeoutSeconds} s. It goes on: ${url}`,
            )
          : error;
      });
      assertNoFailure(ended, url);
      ctx.output('stackId', ended.stackId);
      ctx.output('url', url);
    },
  });
