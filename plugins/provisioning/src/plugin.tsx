import { lazy, Suspense } from 'react';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiCloudLine } from '@remixicon/react';
import { z } from 'zod';
import { ProvisioningClient, provisioningApiRef } from './api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  scaffolderTemplateOutputsBlueprint,
} from './blueprints';
import {
  hasInfrastructureTab,
  hasStacksCard,
  hasSummaryCard,
} from './entityFilter';
import {
  createStackRouteRef,
  rootRouteRef,
  runRouteRef,
  stackRouteRef,
  tabRouteRef,
} from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: provisioningApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ProvisioningClient(deps),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/infrastructure',
    title: 'Infrastructure',
    icon: <RiCloudLine />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/InfrastructurePage').then(m => (
        <m.InfrastructurePage />
      )),
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/infrastructure',
    title: 'Infrastructure',
    group: 'deployment',
    icon: <RiCloudLine />,
    routeRef: tabRouteRef,
    filter: hasInfrastructureTab,
    loader: () =>
      import('./components/Entity/EntityContent').then(m => (
        <m.EntityContent />
      )),
  },
});

const stacksCard = EntityCardBlueprint.make({
  name: 'stacks',
  params: {
    type: 'content',
    filter: hasStacksCard,
    loader: () =>
      import('./components/Entity/StacksCard').then(m => <m.StacksCard />),
  },
});

const summaryCard = EntityCardBlueprint.make({
  name: 'summary',
  params: {
    type: 'content',
    filter: hasSummaryCard,
    loader: () =>
      import('./components/Entity/SummaryCard').then(m => <m.SummaryCard />),
  },
});

const LazyStackOutcome = lazy(() =>
  import('./components/Outcome/StackOutcome').then(m => ({
    default: m.StackOutcome,
  })),
);

/** What a task of the templates that ask for stacks ends on. */
const outcome = scaffolderTemplateOutputsBlueprint.makeWithOverrides({
  configSchema: {
    /** Names of templates, in the default namespace. */
    templates: z
      .array(z.string())
      .default([
        'aws-primary',
        'cloudflare-edge',
        'decommission-stack',
        'gcp-secondary',
        'object-storage',
        'sandbox',
        'service-cache',
        'service-database',
      ]),
  },
  factory: (original, { config }) =>
    original({
      templateRefs: config.templates.map(name => `template:default/${name}`),
      component: props => (
        <Suspense fallback={null}>
          <LazyStackOutcome {...props} />
        </Suspense>
      ),
    }),
});

/**
 * Stacks, plans and approvals in portals on the new frontend system.
 *
 * @public
 */
export const provisioningPlugin = createFrontendPlugin({
  pluginId: 'provisioning',
  title: 'Infrastructure',
  icon: <RiCloudLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    stack: stackRouteRef,
    run: runRouteRef,
    entity: tabRouteRef,
  },
  externalRoutes: { create: createStackRouteRef },
  extensions: [api, page, entityContent, stacksCard, summaryCard, outcome],
});
