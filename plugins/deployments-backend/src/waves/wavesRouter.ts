import Router from 'express-promise-router';
import type { Router as ExpressRouter } from 'express';
import type { WavePlanRequest } from '@heal7/backstage-plugin-deployments-common';
import { z } from 'zod';
import type { EntityLoader } from '../router/EntityLoader';
import { parse } from '../router/parse';
import { basisSchema, targetFields } from '../router/targetQuery';
import type { WaveService } from './WaveService';

const WAVES = '/v1/entities/:kind/:namespace/:name/waves';
const DAY_SECONDS = 86_400;

const part = z.number().int().min(0).max(DAY_SECONDS).optional();
const reason = z.string().max(500).optional();

/** @internal */
export const wavePlanFields = {
  action: z.enum(['promote', 'promote-full']),
  waves: z
    .array(
      z.object({
        name: z.string().max(63).optional(),
        targets: z
          .array(
            z.object({ target: z.object(targetFields), basis: basisSchema }),
          )
          .min(1)
          .max(50),
        healthyFor: z
          .object({ hours: part, minutes: part, seconds: part })
          .strict()
          .refine(
            ({ hours = 0, minutes = 0, seconds = 0 }) =>
              hours * 3600 + minutes * 60 + seconds <= DAY_SECONDS,
            { message: 'at most 24 hours' },
          ),
      }),
    )
    .min(1)
    .max(10),
  reason,
};

const planSchema: z.ZodType<WavePlanRequest> = z.object(wavePlanFields);
const cancelSchema = z.object({ reason });
const idSchema = z.object({ id: z.uuid() });

/** Routes of wave plans. @internal */
export function wavesRouter(
  loader: EntityLoader,
  waves: WaveService,
): ExpressRouter {
  const router = Router();
  router.get(WAVES, async (request, response) => {
    const { entity } = await loader.load(request);
    response.json(await waves.list(entity));
  });
  router.post(WAVES, async (request, response) => {
    const { entity, credentials } = await loader.load(request);
    const body = parse(planSchema, request.body, 'wave plan');
    const plan = await waves.start(entity, body, { credentials, request });
    response.status(201).json(plan);
  });
  router.get(`${WAVES}/:id`, async (request, response) => {
    const { entity, credentials } = await loader.load(request);
    const { id } = parse(idSchema, { id: request.params.id }, 'id');
    response.json(await waves.get(entity, id, credentials));
  });
  router.post(`${WAVES}/:id/cancel`, async (request, response) => {
    const { entity, credentials } = await loader.load(request);
    const { id } = parse(idSchema, { id: request.params.id }, 'id');
    const body = parse(cancelSchema, request.body, 'cancellation');
    response.json(
      await waves.cancel(entity, id, body.reason?.trim() ?? '', {
        credentials,
        request,
      }),
    );
  });
  return router;
}
