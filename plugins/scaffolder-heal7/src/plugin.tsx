import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  createTranslationResource,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { RiMagicLine } from '@remixicon/react';
import { serviceNamesApiRef, ServiceNamesClient } from './serviceName/namesApi';
import { scaffolderHeal7TranslationRef } from './translation/ref';

/**
 * The wizard's fields and what they ask the backend through.
 *
 * @public
 */
export const scaffolderHeal7Plugin = createFrontendPlugin({
  pluginId: 'scaffolder-heal7',
  title: 'heal7 templates',
  icon: <RiMagicLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [
    ApiBlueprint.make({
      name: 'service-names',
      params: defineParams =>
        defineParams({
          api: serviceNamesApiRef,
          deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
          factory: deps => new ServiceNamesClient(deps),
        }),
    }),
    FormFieldBlueprint.make({
      name: 'service-name',
      params: {
        field: () =>
          import('./serviceName/serviceNameField').then(
            module => module.serviceNameField,
          ),
      },
    }),
  ],
});

/**
 * Korean for the wizard's fields. Translations can only be added to the app,
 * hence a module of its own.
 *
 * @public
 */
export const scaffolderHeal7Translations = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'scaffolder-heal7',
      params: {
        resource: createTranslationResource({
          ref: scaffolderHeal7TranslationRef,
          translations: { ko: () => import('./translation/ko') },
        }),
      },
    }),
  ],
});
