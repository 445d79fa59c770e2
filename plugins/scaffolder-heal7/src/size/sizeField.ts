import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { refusing } from '../fields/refusing';
import { placementsApiRef } from '../placements/placementsApi';
import { isProduction } from './cost';
import { sizeProblems } from './problems';
import { completeSize, presetsOf } from './size';
import type { Presets, Size } from './size';
import { SizeField } from './SizeField';

export interface SizeOptions {
  /** Resources behind small, medium and large, where a service needs others. */
  presets?: Partial<Presets>;
}

/**
 * `ui:field: Heal7Size`: resources of one replica, as Kubernetes writes them,
 * and the replicas in each of the clusters that the question `clusters` holds.
 *
 * ```yaml
 * type: object
 * required: [minReplicas, maxReplicas, cpu, memory]
 * additionalProperties: false
 * properties:
 *   minReplicas: { type: integer, minimum: 1, maximum: 100 }
 *   maxReplicas: { type: integer, minimum: 1, maximum: 100 }
 *   cpu: { type: string, pattern: '^[1-9][0-9]{1,4}m$' }
 *   memory: { type: string, pattern: '^[1-9][0-9]{1,5}Mi$' }
 * default: { minReplicas: 3, maxReplicas: 20, cpu: 250m, memory: 256Mi }
 * ```
 *
 * A size above the environment's budget is warned of, never refused.
 */
export const sizeField = createFormField({
  name: 'Heal7Size',
  component: SizeField,
  schema: makeFieldSchema({
    output: z =>
      z.object({
        minReplicas: z.number(),
        maxReplicas: z.number(),
        cpu: z.string(),
        memory: z.string(),
      }),
    uiOptions: z => {
      const resources = z.object({ cpu: z.string(), memory: z.string() });
      return z.object({
        presets: z
          .object({ small: resources, medium: resources, large: resources })
          .partial()
          .optional(),
      });
    },
  }),
  validation: refusing<Size, SizeOptions>(
    async (size, { answers, options, apis }) => {
      const placements = await apis
        .get(placementsApiRef)
        ?.placements()
        .catch(() => undefined);
      return sizeProblems(
        completeSize(size, presetsOf(options.presets)),
        placements !== undefined &&
          isProduction(answers.clusters ?? [], placements),
      );
    },
  ),
});
