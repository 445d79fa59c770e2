import express from 'express';
import Router from 'express-promise-router';
import { catalogRoutes } from './catalogRoutes';
import { modulesRoutes } from './modulesRoutes';
import type { RouteDeps } from './RouteDeps';
import { runsRoutes } from './runsRoutes';
import { stacksRoutes } from './stacksRoutes';

/** @internal */
export function createRouter(deps: RouteDeps): express.Router {
  const router = Router();
  router.use(express.json({ limit: '256kb' }));
  router.use(modulesRoutes(deps));
  router.use(stacksRoutes(deps));
  router.use(runsRoutes(deps));
  router.use(catalogRoutes(deps));
  return router;
}
