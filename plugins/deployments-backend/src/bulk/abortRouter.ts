import Router from 'express-promise-router';
import type { Request, Router as ExpressRouter } from 'express';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { SystemAbortRequest } from '@heal7/backstage-plugin-deployments-common';
import { z } from 'zod';
import type { EntityLoader } from '../router/EntityLoader';
import { parse } from '../router/parse';
import { basisSchema, targetFields } from '../router/targetQuery';
import { repeated } from '../waves/startPlan';
import type { SystemAborts } from './SystemAborts';

const ABORT = '/v1/systems/:namespace/:name/abort';

const bodySchema: z.ZodType<SystemAbortRequest> = z.object({
  confirmation: z.string().max(253),
  reason: z.string().trim().min(1).max(500),
  targets: z
    .array(
      z.object({
        target: z.object(targetFields),
        entityRef: z.string().min(1).max(800),
        basis: basisSchema,
      }),
    )
    .min(1)
    .max(200)
    .refine(items => repeated(items.map(({ target }) => target)).length === 0, {
      message: 'the same target only once',
    }),
});

/** Routes of the incident button. @internal */
export function abortRouter(
  loader: EntityLoader,
  aborts: SystemAborts,
): ExpressRouter {
  const router = Router();
  const load = async (request: Request) => {
    const credentials = await loader.reader(request);
    const { namespace, name } = request.params;
    const ref = stringifyEntityRef({ kind: 'system', namespace, name });
    return { credentials, system: await loader.entity(ref, credentials) };
  };
  router.get(ABORT, async (request, response) => {
    const { system, credentials } = await load(request);
    response.set('Cache-Control', 'no-store');
    response.json(await aborts.preview(system, credentials));
  });
  router.post(ABORT, async (request, response) => {
    const { system, credentials } = await load(request);
    const body = parse(bodySchema, request.body, 'abort');
    response.json(await aborts.abort(system, body, { credentials, request }));
  });
  return router;
}
