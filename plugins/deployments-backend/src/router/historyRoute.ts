import { stringifyEntityRef } from '@backstage/catalog-model';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { ActStore } from '../store/ActStore';
import type { EntityLoader } from './EntityLoader';
import { parse } from './parse';

const querySchema = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** `GET /v1/entities/:kind/:namespace/:name/history`. @internal */
export function historyRoute(
  loader: EntityLoader,
  acts: ActStore,
): RequestHandler {
  return async (request, response) => {
    const { entity } = await loader.load(request);
    const query = parse(querySchema, request.query, 'query');
    response.json(await acts.page(stringifyEntityRef(entity), query));
  };
}
