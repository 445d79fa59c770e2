import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  compatWrapper,
  convertLegacyRouteRef,
} from '@backstage/core-compat-api';
import { DeploymentsClient, deploymentsApiRef } from './api';
import { fleetRouteRef, rootRouteRef } from './routes';

/**
 * The deployments plugin of portals on the old frontend system.
 *
 * @public
 */
export const deploymentsPlugin = createPlugin({
  id: 'deployments',
  apis: [
    createApiFactory({
      api: deploymentsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DeploymentsClient(deps),
    }),
  ],
  routes: {
    root: convertLegacyRouteRef(rootRouteRef),
    fleet: convertLegacyRouteRef(fleetRouteRef),
  },
});

/**
 * The tab: `<EntityLayout.Route path="/deployments" title="Deployments">`
 * goes around it.
 *
 * @public
 */
export const EntityDeploymentsContent = deploymentsPlugin.provide(
  createRoutableExtension({
    name: 'EntityDeploymentsContent',
    mountPoint: convertLegacyRouteRef(rootRouteRef),
    component: async () => {
      const { DeploymentsContent } = await import(
        './components/DeploymentsContent'
      );
      return () => compatWrapper(<DeploymentsContent />);
    },
  }),
);

/**
 * The card for the entity's overview page.
 *
 * @public
 */
export const EntityDeploymentsCard = deploymentsPlugin.provide(
  createComponentExtension({
    name: 'EntityDeploymentsCard',
    component: {
      lazy: async () => {
        const { OverviewCard } = await import('./components/OverviewCard');
        return () => compatWrapper(<OverviewCard />);
      },
    },
  }),
);

/**
 * The page with all rollouts:
 * `<Route path="/deployments" element={<DeploymentsFleetPage />} />`.
 *
 * @public
 */
export const DeploymentsFleetPage = deploymentsPlugin.provide(
  createRoutableExtension({
    name: 'DeploymentsFleetPage',
    mountPoint: convertLegacyRouteRef(fleetRouteRef),
    component: async () => {
      const { FleetPage } = await import('./components/FleetPage');
      return () => compatWrapper(<FleetPage />);
    },
  }),
);
