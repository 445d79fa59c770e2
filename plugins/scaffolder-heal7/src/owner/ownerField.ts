import { parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { refusing } from '../fields/refusing';
import { OwnerField } from './OwnerField';

export interface OwnerOptions {
  /** Whether a team that one is not in may own the service, too. */
  allowOthers?: boolean;
}

/**
 * `ui:field: Heal7Owner`: reference of a group, such as
 * `group:default/web-team`.
 *
 * ```yaml
 * type: string
 * pattern: '^group:[^/]+/.+$'
 * ```
 */
export const ownerField = createFormField({
  name: 'Heal7Owner',
  component: OwnerField,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z => z.object({ allowOthers: z.boolean().optional() }),
  }),
  validation: refusing<string, OwnerOptions>(
    async (owner, { options, apis }) => {
      const identity = await apis
        .get(identityApiRef)
        ?.getBackstageIdentity()
        .catch(() => undefined);
      return !options.allowOthers &&
        identity &&
        !identity.ownershipEntityRefs.includes(owner)
        ? [
            {
              key: 'owner.foreign',
              params: { team: parseEntityRef(owner).name },
            },
          ]
        : [];
    },
  ),
});
