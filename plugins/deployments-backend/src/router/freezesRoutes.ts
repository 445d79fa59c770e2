import type { FreezeRequestBody } from '@heal7/backstage-plugin-deployments-common';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { FreezeService } from '../freezes/FreezeService';
import type { EntityLoader } from './EntityLoader';
import { sendWithEtag } from './etag';
import { parse } from './parse';

const place = z.string().trim().min(1).max(253).nullable().optional();
const time = z.iso.datetime({ offset: true });

const bodySchema: z.ZodType<FreezeRequestBody> = z
  .object({
    cluster: place,
    environment: place,
    from: time.optional(),
    until: time,
    reason: z.string().trim().min(1).max(500),
  })
  .refine(({ cluster, environment }) => cluster ?? environment, {
    message: 'name a cluster, an environment or both',
  });

const idSchema = z.object({ id: z.uuid() });

/** `GET /v1/freezes`. @internal */
export function listFreezesRoute(
  loader: EntityLoader,
  freezes: FreezeService,
): RequestHandler {
  return async (request, response) => {
    const credentials = await loader.reader(request);
    sendWithEtag(request, response, await freezes.list(credentials));
  };
}

/** `POST /v1/freezes`: 201 with the freeze. @internal */
export function declareFreezeRoute(
  loader: EntityLoader,
  freezes: FreezeService,
): RequestHandler {
  return async (request, response) => {
    const credentials = await loader.reader(request);
    const body = parse(bodySchema, request.body, 'freeze');
    const freeze = await freezes.declare(body, { credentials, request });
    response.status(201).json(freeze);
  };
}

/** `DELETE /v1/freezes/:id`: 204. @internal */
export function liftFreezeRoute(
  loader: EntityLoader,
  freezes: FreezeService,
): RequestHandler {
  return async (request, response) => {
    const credentials = await loader.reader(request);
    const { id } = parse(idSchema, request.params, 'id');
    await freezes.lift(id, { credentials, request });
    response.status(204).end();
  };
}
