import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { refusing } from '../fields/refusing';
import type { Canary } from './canary';
import { CanaryField } from './CanaryField';
import { canaryProblems } from './problems';

export interface CanaryOptions {
  /** The header whose requests all reach the new version. */
  header?: { name: string; value: string };
}

/**
 * `ui:field: Heal7Canary`: steps of a canary before all of the traffic moves.
 * A step without a pause waits for a person.
 *
 * ```yaml
 * type: object
 * required: [steps]
 * additionalProperties: false
 * properties:
 *   steps:
 *     type: array
 *     minItems: 1
 *     maxItems: 10
 *     items:
 *       type: object
 *       required: [weight]
 *       additionalProperties: false
 *       properties:
 *         weight: { type: integer, minimum: 1, maximum: 99 }
 *         pause: { type: string, pattern: '^[1-9][0-9]{0,3}[smh]$' }
 * default: { steps: [{ weight: 10, pause: 10m }, { weight: 50, pause: 10m }] }
 * ui:options: { header: { name: canary, value: 'true' } }
 * ```
 */
export const canaryField = createFormField({
  name: 'Heal7Canary',
  component: CanaryField,
  schema: makeFieldSchema({
    output: z =>
      z.object({
        steps: z.array(
          z.object({ weight: z.number(), pause: z.string().optional() }),
        ),
      }),
    uiOptions: z =>
      z.object({
        header: z.object({ name: z.string(), value: z.string() }).optional(),
      }),
  }),
  validation: refusing<Canary>((canary, { answers }) =>
    canaryProblems(canary, answers.engine),
  ),
});
