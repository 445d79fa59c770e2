import express from 'express';
import Router from 'express-promise-router';
import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import type { ActionService } from '../actions/ActionService';
import type { PodLogs } from '../actions/PodLogs';
import type { RevisionChangesView } from '../changes/RevisionChangesView';
import type { ActStore } from '../store/ActStore';
import type { FreezeService } from '../freezes/FreezeService';
import type { FleetView } from '../fleet/FleetView';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';
import type { TargetMetricsView } from '../metrics/TargetMetricsView';
import type { Memory } from '../memory/Memory';
import type { RollbackPreviews } from '../rollback/RollbackPreviews';
import { abortRouter } from '../bulk/abortRouter';
import type { SystemAborts } from '../bulk/SystemAborts';
import type { WaveService } from '../waves/WaveService';
import { wavesRouter } from '../waves/wavesRouter';
import { actionsRoute } from './actionsRoute';
import { changesRoute } from './changesRoute';
import { clustersRoute } from './clustersRoute';
import type { EntityLoader } from './EntityLoader';
import { entityRoute } from './entityRoute';
import { fleetPageRoute, fleetSummaryRoute } from './fleetRoutes';
import {
  declareFreezeRoute,
  liftFreezeRoute,
  listFreezesRoute,
} from './freezesRoutes';
import { historyRoute } from './historyRoute';
import { logsRoute } from './logsRoute';
import { memoryRouter } from './memoryRouter';
import { metricsRoute } from './metricsRoute';
import { rollbackRoute } from './rollbackRoute';

const ENTITY = '/v1/entities/:kind/:namespace/:name';

/** @internal */
export function createRouter(deps: {
  loader: EntityLoader;
  /** For what is only looked at; may be some seconds behind the policy. */
  viewLoader: EntityLoader;
  fleet: FleetView;
  view: EntityDeploymentsView;
  actions: ActionService;
  acts: ActStore;
  freezes: FreezeService;
  logs: PodLogs;
  memory: Pick<Memory, 'rollouts' | 'delivery'>;
  changes: RevisionChangesView;
  metrics: TargetMetricsView;
  rollbackPreviews: RollbackPreviews;
  waves: WaveService;
  systemAborts: SystemAborts;
  statuses: () => Promise<ClusterStatus[]>;
}): express.Router {
  const { loader, viewLoader } = deps;
  const router = Router();
  // Those that name many targets, with what was seen of each.
  router.use('/v1/systems', express.json({ limit: '512kb' }));
  router.use(`${ENTITY}/waves`, express.json({ limit: '256kb' }));
  router.use(express.json({ limit: '64kb' }));
  router.get('/v1/clusters', clustersRoute(loader, deps.statuses));
  router.get('/v1/freezes', listFreezesRoute(loader, deps.freezes));
  router.post('/v1/freezes', declareFreezeRoute(loader, deps.freezes));
  router.delete('/v1/freezes/:id', liftFreezeRoute(loader, deps.freezes));
  router.get('/v1/targets', fleetPageRoute(viewLoader, deps.fleet));
  router.get('/v1/targets/summary', fleetSummaryRoute(viewLoader, deps.fleet));
  router.use(wavesRouter(loader, deps.waves));
  router.use(abortRouter(loader, deps.systemAborts));
  router.use(memoryRouter(viewLoader, deps.memory));
  router.get(ENTITY, entityRoute(viewLoader, deps.view));
  router.post(`${ENTITY}/actions`, actionsRoute(loader, deps.actions));
  router.get(`${ENTITY}/history`, historyRoute(loader, deps.acts));
  router.get(`${ENTITY}/logs`, logsRoute(loader, deps.logs));
  router.get(`${ENTITY}/changes`, changesRoute(loader, deps.changes));
  router.get(`${ENTITY}/metrics`, metricsRoute(loader, deps.metrics));
  router.get(
    `${ENTITY}/rollback`,
    rollbackRoute(loader, deps.rollbackPreviews),
  );
  return router;
}
