import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { refusing } from '../fields/refusing';
import { serviceNamesApiRef } from './namesApi';
import { ServiceNameField } from './ServiceNameField';

const MESSAGES = {
  malformed: 'serviceName.malformed',
  'component-exists': 'serviceName.componentExists',
  'repository-exists': 'serviceName.repositoryExists',
} as const;

/**
 * `ui:field: Heal7ServiceName`. A name that cannot be had keeps the wizard on
 * its page; a backend that cannot be asked does not, since the first step of
 * the template asks again before anything is made.
 */
export const serviceNameField = createFormField({
  name: 'Heal7ServiceName',
  component: ServiceNameField,
  schema: makeFieldSchema({ output: z => z.string() }),
  validation: refusing<string>(async (name, { apis }) => {
    const problem = await apis
      .get(serviceNamesApiRef)
      ?.judge(name)
      .catch(() => null);
    return problem ? [{ key: MESSAGES[problem] }] : [];
  }),
});
