import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The entity's "Deployments" tab. @internal */
export const rootRouteRef = createRouteRef();
