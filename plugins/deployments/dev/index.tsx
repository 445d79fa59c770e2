import '@backstage/cli/asset-types';
import ReactDOM from 'react-dom/client';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  coreExtensionData,
  createExtension,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
// This page is its own app, and an app brings the styles.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import deploymentsPlugin, { deploymentsApiRef } from '../src';
import { DevApi } from './DevApi';
import { DevPage } from './DevPage';

const devApi = createFrontendModule({
  pluginId: 'deployments',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: deploymentsApiRef,
          deps: {},
          factory: () => new DevApi(),
        }),
    }),
  ],
});

/** No sidebar: the whole width is the page's. */
const noNavigation = createFrontendModule({
  pluginId: 'app',
  extensions: [
    createExtension({
      name: 'nav',
      attachTo: { id: 'app/layout', input: 'nav' },
      output: [coreExtensionData.reactElement],
      factory: () => [coreExtensionData.reactElement(<></>)],
    }),
  ],
});

const devPlugin = createFrontendPlugin({
  pluginId: 'deployments-dev',
  title: 'Every state',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/',
        title: 'Every state',
        loader: async () => <DevPage />,
      },
    }),
    // What a row of the fleet leads to.
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        title: 'Entity',
        routeRef: convertLegacyRouteRef(entityRouteRef),
        loader: async () => <DevPage />,
      },
    }),
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(
  createApp({
    features: [deploymentsPlugin, devApi, noNavigation, devPlugin],
  }).createRoot(),
);
