import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { RiMagicLine } from '@remixicon/react';
import { serviceNamesApiRef, ServiceNamesClient } from './serviceName/namesApi';

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
