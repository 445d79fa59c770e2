import Router from 'express-promise-router';
import type { Router as ExpressRouter } from 'express';
import type { DeliveryView } from '../delivery/DeliveryView';
import type { RolloutStore } from '../store/RolloutStore';
import { deliveryRoute } from './deliveryRoute';
import type { EntityLoader } from './EntityLoader';
import { exportRoute, rolloutRoute, rolloutsRoute } from './rolloutsRoutes';

const ROLLOUTS = '/v1/entities/:kind/:namespace/:name/rollouts';

/** Routes of what is remembered. @internal */
export function memoryRouter(
  loader: EntityLoader,
  memory: { rollouts: RolloutStore; delivery: DeliveryView },
): ExpressRouter {
  const router = Router();
  router.get('/v1/delivery', deliveryRoute(loader, memory.delivery));
  router.get(ROLLOUTS, rolloutsRoute(loader, memory.rollouts));
  router.get(`${ROLLOUTS}/export`, exportRoute(loader, memory.rollouts));
  router.get(`${ROLLOUTS}/:id`, rolloutRoute(loader, memory.rollouts));
  return router;
}
