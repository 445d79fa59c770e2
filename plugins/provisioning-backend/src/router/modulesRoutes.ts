import type {
  ExecutorInfo,
  ModulesResponse,
} from '@heal7/backstage-plugin-provisioning-common';
import type { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { sendWithEtag } from './etag';
import type { RouteDeps } from './RouteDeps';

/** `GET /modules` and `GET /executors`. @internal */
export function modulesRoutes(
  deps: Pick<
    RouteDeps,
    'callers' | 'environments' | 'executors' | 'modules' | 'stacks'
  >,
): ExpressRouter {
  const { callers, environments, modules, stacks } = deps;
  const router = Router();

  router.get('/modules', async (request, response) => {
    await callers.of(request);
    const body: ModulesResponse = {
      modules: await modules.list(),
      broken: await modules.broken(),
      environments: await Promise.all(
        environments
          .list()
          .map(async ({ name, budget, approval, deletionProtection }) => ({
            name,
            budget,
            spent: await stacks.spent(name, null),
            approval,
            deletionProtection,
          })),
      ),
    };
    sendWithEtag(request, response, body);
  });

  router.get('/executors', async (request, response) => {
    await callers.of(request);
    const body: ExecutorInfo[] = await Promise.all(
      deps.executors().map(async executor => ({
        id: executor.id,
        ...(await executor.check()),
      })),
    );
    sendWithEtag(request, response, body);
  });

  return router;
}
