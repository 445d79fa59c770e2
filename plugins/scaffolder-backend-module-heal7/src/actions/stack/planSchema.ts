import type { z as zod } from 'zod/v3';
import { NOT_MADE, runUrl } from './StackActionOptions';
import type { PlanOutputs } from './planStack';

type Z = typeof zod;

/** How long a plan is waited for when nothing is said. */
export const PLAN_SECONDS = 600;

/** What plan and destroy are told. */
export const planInputs = {
  stackId: (z: Z) => z.string().describe('Output of heal7:stack:create'),
  reason: (z: Z) =>
    z
      .string()
      .max(2_000)
      .optional()
      .describe('Why; whoever has to approve it reads this'),
  timeoutSeconds: (z: Z) =>
    z
      .number()
      .int()
      .min(1)
      .max(3_600)
      .optional()
      .describe('How long to wait for the plan. Default: 600'),
  continuation: (z: Z) =>
    z
      .object({
        templateRef: z.string(),
        values: z.record(z.string(), z.any()),
      })
      .optional()
      .describe('A template that is started once the run has succeeded'),
};

/** What plan and destroy give. */
export const planOutputs = {
  runId: (z: Z) => z.string(),
  url: (z: Z) =>
    z.string().describe('Where the plan is looked at, approved and followed'),
  kind: (z: Z) => z.string(),
  planned: (z: Z) =>
    z.boolean().describe('Whether it was planned in the time that was given'),
  empty: (z: Z) => z.boolean().describe('Whether there is nothing to apply'),
  approvalNeeded: (z: Z) => z.boolean(),
  canApply: (z: Z) =>
    z.boolean().describe('Whether heal7:stack:apply can go on from here'),
  counts: (z: Z) => z.record(z.string(), z.number()).optional(),
  monthlyCostBefore: (z: Z) => z.number().optional(),
  monthlyCostAfter: (z: Z) => z.number().optional(),
  unpriced: (z: Z) =>
    z.number().optional().describe('How many resources have no known price'),
};

/** Gives the outputs; of a dry run, such as steps after it can be shown with. */
export function givePlan(
  ctx: { output(name: any, value: any): void },
  appUrl: string,
  outputs: PlanOutputs = {
    runId: NOT_MADE,
    url: runUrl(appUrl, NOT_MADE),
    kind: 'apply',
    planned: false,
    empty: false,
    approvalNeeded: true,
    canApply: false,
  },
): void {
  for (const [name, value] of Object.entries(outputs)) {
    ctx.output(name, value);
  }
}
