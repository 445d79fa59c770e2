import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { PRICES } from '@heal7/backstage-plugin-capacity-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { placementsOf } from './placements';

const FIELDS = [
  'metadata.name',
  'metadata.title',
  'metadata.annotations',
  'spec.type',
];

/**
 * `GET /heal7/placements` answers Placements: of what the one who asks may see
 * in the catalog.
 */
export function createPlacementsRouter(options: {
  httpAuth: HttpAuthService;
  catalog: CatalogService;
}): Router {
  const { httpAuth, catalog } = options;
  const router = PromiseRouter();
  router.get('/heal7/placements', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const ofType = async (type: string) => {
      const { items } = await catalog.getEntities(
        { filter: { kind: 'resource', 'spec.type': type }, fields: FIELDS },
        { credentials },
      );
      return items;
    };
    const [clusters, environments] = await Promise.all([
      ofType('kubernetes-cluster'),
      ofType('environment'),
    ]);
    response.json(placementsOf({ clusters, environments }, PRICES));
  });
  return router;
}
