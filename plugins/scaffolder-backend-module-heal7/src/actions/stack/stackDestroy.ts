import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { givePlan, planInputs, planOutputs, PLAN_SECONDS } from './planSchema';
import { planStack } from './planStack';
import { destroyExamples as examples } from './stack.examples';
import type { StackActionOptions } from './StackActionOptions';

/**
 * `heal7:stack:destroy`: has it planned that everything of a stack goes, and
 * ends with that plan's page: a destroy is always decided by a person who has
 * looked. What is protected takes two: the first plan takes the protection off,
 * and asking again plans the destroy.
 */
export const createStackDestroyAction = (options: StackActionOptions) =>
  createTemplateAction({
    id: 'heal7:stack:destroy',
    description:
      'Plans to destroy what a stack has made, or first to take its protection off. Destroys nothing by itself',
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
        kind: ({ deletionProtection }) =>
          deletionProtection ? 'unprotect' : 'destroy',
        reason,
        continuation,
        timeoutSeconds: timeoutSeconds ?? PLAN_SECONDS,
      });
      if (outputs.kind === 'unprotect') {
        ctx.logger.warn(
          'It is protected. This plan takes the protection off; when it has been applied, ask for the destroy again',
        );
      }
      givePlan(ctx, options.appUrl, { ...outputs, canApply: false });
    },
  });
