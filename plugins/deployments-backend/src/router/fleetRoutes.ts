import type { FleetQuery } from '@heal7/backstage-plugin-deployments-common';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { FleetView } from '../fleet/FleetView';
import type { EntityLoader } from './EntityLoader';
import { sendWithEtag } from './etag';
import { parse } from './parse';

const MOST_VALUES = 100;

const text = z.string().min(1).max(253);

/** One value or several: `?a=1` and `?a=1&a=2`. */
const several = <T extends z.ZodType>(value: T) =>
  z
    .preprocess(
      given => (given === undefined || Array.isArray(given) ? given : [given]),
      z.array(value).min(1).max(MOST_VALUES).optional(),
    )
    .optional();

const entityRefs = several(
  z
    .string()
    .max(253)
    .regex(/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/, 'has to be kind:namespace/name')
    .transform(ref => ref.toLocaleLowerCase('en')),
);

const flag = z
  .enum(['true', 'false'])
  .transform(value => value === 'true')
  .optional();

const querySchema = z.object({
  phase: several(
    z.enum(['healthy', 'progressing', 'paused', 'degraded', 'unknown']),
  ),
  cluster: several(text),
  environment: several(text),
  engine: several(text),
  namespace: several(text),
  owner: entityRefs,
  system: entityRefs,
  domain: entityRefs,
  entity: entityRefs,
  image: z.string().max(500).optional(),
  text: z.string().max(253).optional(),
  mine: flag,
  attention: flag,
  unmapped: flag,
  sort: z.enum(['attention', 'name', 'changed', 'phase', 'cluster']).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

/** `GET /v1/targets`. @internal */
export function fleetPageRoute(
  loader: EntityLoader,
  view: FleetView,
): RequestHandler {
  return async (request, response) => {
    const credentials = await loader.reader(request);
    const query: FleetQuery = parse(querySchema, request.query, 'query');
    sendWithEtag(request, response, await view.page(query, credentials));
  };
}

/** `GET /v1/targets/summary`. @internal */
export function fleetSummaryRoute(
  loader: EntityLoader,
  view: FleetView,
): RequestHandler {
  return async (request, response) => {
    const credentials = await loader.reader(request);
    const query: FleetQuery = parse(querySchema, request.query, 'query');
    sendWithEtag(request, response, await view.summary(query, credentials));
  };
}
