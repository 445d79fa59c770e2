import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The entity's "Deployments" tab. @internal */
export const rootRouteRef = createRouteRef();

/** The page with all rollouts. @internal */
export const fleetRouteRef = createRouteRef();
