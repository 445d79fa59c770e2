import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { refusing } from '../fields/refusing';
import { DependenciesField } from './DependenciesField';
import { dependencyProblems } from './problems';

/**
 * `ui:field: Heal7Dependencies`: references of the components, resources and
 * APIs that a service needs.
 *
 * ```yaml
 * type: array
 * uniqueItems: true
 * default: []
 * items: { type: string }
 * ```
 *
 * The service itself, by the question `name`, is refused.
 */
export const dependenciesField = createFormField({
  name: 'Heal7Dependencies',
  component: DependenciesField,
  schema: makeFieldSchema({ output: z => z.array(z.string()) }),
  validation: refusing<string[]>(async (refs, { answers, apis }) => {
    const problems = dependencyProblems(refs, answers.name);
    if (problems.length > 0 || refs.length === 0) {
      return problems;
    }
    const found = await apis
      .get(catalogApiRef)
      ?.getEntitiesByRefs({ entityRefs: refs, fields: ['kind'] })
      .catch(() => undefined);
    return dependencyProblems(
      refs,
      answers.name,
      found?.items.map(entity => entity !== undefined),
    );
  }),
});
