import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiRocketLine } from '@remixicon/react';
import { DeploymentsClient, deploymentsApiRef } from './api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  HomePageWidgetBlueprint,
} from './blueprints';
import {
  hasDelivery,
  hasDeploymentsTab,
  hasFleet,
  isDeploymentsAvailable,
} from './entityFilter';
import { fleetRouteRef, rootRouteRef } from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: deploymentsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DeploymentsClient(deps),
    }),
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/deployments',
    title: 'Deployments',
    group: 'deployment',
    icon: <RiRocketLine />,
    routeRef: rootRouteRef,
    filter: hasDeploymentsTab,
    loader: () =>
      import('./components/DeploymentsContent').then(m => (
        <m.DeploymentsContent />
      )),
  },
});

const entityCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    type: 'content',
    filter: isDeploymentsAvailable,
    loader: () =>
      import('./components/OverviewCard').then(m => <m.OverviewCard />),
  },
});

const fleetPage = PageBlueprint.make({
  params: {
    path: '/deployments',
    title: 'Deployments',
    icon: <RiRocketLine />,
    routeRef: fleetRouteRef,
    loader: () => import('./components/FleetPage').then(m => <m.FleetPage />),
  },
});

const fleetCard = EntityCardBlueprint.make({
  name: 'fleet',
  params: {
    type: 'content',
    filter: hasFleet,
    loader: () =>
      import('./components/FleetCard').then(m => <m.FleetEntityCard />),
  },
});

const deliveryCard = EntityCardBlueprint.make({
  name: 'delivery',
  params: {
    type: 'content',
    filter: hasDelivery,
    loader: () => import('./components/Delivery').then(m => <m.DeliveryCard />),
  },
});

/** For portals with a home page; elsewhere it is attached to nothing. */
const homeWidget = HomePageWidgetBlueprint.make({
  name: 'fleet',
  params: {
    name: 'DeploymentsFleet',
    title: 'Deployments',
    description: 'Rollouts of all services, and those that need attention',
    components: () =>
      import('./components/FleetCard').then(({ FleetGlance }) => ({
        Content: () => <FleetGlance filters={{}} />,
      })),
  },
});

/**
 * The deployments plugin of portals on the new frontend system.
 *
 * @public
 */
export const deploymentsPlugin = createFrontendPlugin({
  pluginId: 'deployments',
  title: 'Deployments',
  icon: <RiRocketLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, fleet: fleetRouteRef },
  extensions: [
    api,
    entityContent,
    entityCard,
    fleetPage,
    fleetCard,
    deliveryCard,
    homeWidget,
  ],
});
