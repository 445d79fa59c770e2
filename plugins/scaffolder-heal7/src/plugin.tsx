import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { RiMagicLine } from '@remixicon/react';
import { fields, outcome } from './extensions';
import { placementsApiRef, PlacementsClient } from './placements/placementsApi';
import { reviewApiRef, ReviewClient } from './review/reviewApi';
import { serviceNamesApiRef, ServiceNamesClient } from './serviceName/namesApi';

const backend = { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef };

/**
 * The wizard's fields, what they ask the backend through, and the page that a
 * created service ends on.
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
          deps: backend,
          factory: deps => new ServiceNamesClient(deps),
        }),
    }),
    ApiBlueprint.make({
      name: 'placements',
      params: defineParams =>
        defineParams({
          api: placementsApiRef,
          deps: backend,
          factory: deps => new PlacementsClient(deps),
        }),
    }),
    ApiBlueprint.make({
      name: 'review',
      params: defineParams =>
        defineParams({
          api: reviewApiRef,
          deps: backend,
          factory: deps => new ReviewClient(deps),
        }),
    }),
    ...fields,
    outcome,
  ],
});
