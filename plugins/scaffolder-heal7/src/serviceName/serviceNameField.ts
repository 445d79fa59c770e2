import { translationApiRef } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { scaffolderHeal7TranslationRef } from '../translation/ref';
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
  validation: async (name, field, { apiHolder }) => {
    const names = apiHolder.get(serviceNamesApiRef);
    const translations = apiHolder.get(translationApiRef);
    if (!name || !names || !translations) {
      return;
    }
    const problem = await names.judge(name).catch(() => null);
    if (problem) {
      const words = translations.getTranslation(scaffolderHeal7TranslationRef);
      field.addError(words.ready ? words.t(MESSAGES[problem]) : problem);
    }
  },
});
