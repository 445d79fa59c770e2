import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { refusing } from '../fields/refusing';
import { PlacementField } from './PlacementField';
import { placementsApiRef } from './placementsApi';
import { placementProblems } from './problems';

export interface PlacementOptions {
  /** Chosen before anybody has. */
  default?: string[];
  /** Node pools without which the service cannot run, such as gpu. */
  requires?: string[];
}

/**
 * `ui:field: Heal7Placement`: names of clusters.
 *
 * ```yaml
 * type: array
 * minItems: 1
 * uniqueItems: true
 * items: { type: string }
 * ```
 *
 * With an `enum` in `items`, only those clusters are offered.
 */
export const placementField = createFormField({
  name: 'Heal7Placement',
  component: PlacementField,
  schema: makeFieldSchema({
    output: z => z.array(z.string()),
    uiOptions: z =>
      z.object({
        default: z.array(z.string()).optional(),
        requires: z.array(z.string()).optional(),
      }),
  }),
  validation: refusing<string[], PlacementOptions>(
    async (chosen, { apis, options }) => {
      const known = await apis
        .get(placementsApiRef)
        ?.placements()
        .catch(() => undefined);
      return placementProblems(chosen, known?.clusters, options.requires);
    },
  ),
});
