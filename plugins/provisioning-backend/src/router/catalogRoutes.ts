import type { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { sendWithEtag } from './etag';
import type { RouteDeps } from './RouteDeps';

/**
 * `GET /catalog-entities`: what the catalog's provider takes up; for services,
 * since it holds what not everybody may see.
 *
 * @internal
 */
export function catalogRoutes(
  deps: Pick<RouteDeps, 'entities' | 'httpAuth'>,
): ExpressRouter {
  const router = Router();
  router.get('/catalog-entities', async (request, response) => {
    await deps.httpAuth.credentials(request, { allow: ['service'] });
    sendWithEtag(request, response, { items: await deps.entities.all() });
  });
  return router;
}
