import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { planInputs, planOutputs, givePlan, PLAN_SECONDS } from './planSchema';
import { planStack } from './planStack';
import { planExamples as examples } from './stack.examples';
import type { StackActionOptions } from './StackActionOptions';

/**
 * `heal7:stack:plan`: has a stack planned and waits for the plan, never for
 * people: a task that waits holds a worker. Where somebody has to approve, the
 * plan's page is where it goes on, and the continuation what follows.
 */
export const createStackPlanAction = (options: StackActionOptions) =>
  createTemplateAction({
    id: 'heal7:stack:plan',
    description:
      'Plans a stack and waits for the plan. Ends with its page where a person has to approve it',
    examples,
    supportsDryRun: true,
    schema: { input: planInputs, output: planOutputs },
    async handler(ctx) {
      if (ctx.isDryRun) {
        ctx.logger.info('A dry run plans nothing');
        givePlan(ctx, options.appUrl);
        return;
      }
      const { stackId, reason = '', continuation, timeoutSeconds } = ctx.input;
      const outputs = await planStack(options, ctx, {
        stackId,
        kind: () => 'apply',
        reason,
        continuation,
        timeoutSeconds: timeoutSeconds ?? PLAN_SECONDS,
      });
      givePlan(ctx, options.appUrl, outputs);
    },
  });
