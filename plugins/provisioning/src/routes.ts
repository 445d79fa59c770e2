import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page with all stacks. @internal */
export const rootRouteRef = createRouteRef();

/** A stack's own page. @internal */
export const stackRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/stacks/:stackId',
});

/** A run's own page. @internal */
export const runRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/runs/:runId',
});

/** The entity's "Infrastructure" tab. @internal */
export const tabRouteRef = createRouteRef();

/** Where one asks for a stack. @internal */
export const createStackRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.root',
});
