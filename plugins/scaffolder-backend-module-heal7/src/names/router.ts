import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { ServiceNames } from './ServiceNames';

/**
 * `GET /heal7/names/:name` answers a NameVerdict, with status 200 whether or
 * not the name can be had.
 */
export function createNamesRouter(options: {
  httpAuth: HttpAuthService;
  names: ServiceNames;
}): Router {
  const router = PromiseRouter();
  router.get('/heal7/names/:name', async (request, response) => {
    await options.httpAuth.credentials(request, { allow: ['user'] });
    response.json(await options.names.judge(request.params.name));
  });
  return router;
}
