import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { PodLogs } from '../actions/PodLogs';
import type { EntityLoader } from './EntityLoader';
import { parse } from './parse';

const text = z.string().min(1).max(253);

const querySchema = z.object({
  cluster: text,
  namespace: text,
  deployment: text,
  engine: text.nullable().default(null),
  pod: text,
  container: text,
  tailLines: z.coerce.number().int().min(1).max(2000).default(200),
});

/** `GET /v1/entities/:kind/:namespace/:name/logs`: plain text. @internal */
export function logsRoute(loader: EntityLoader, logs: PodLogs): RequestHandler {
  return async (request, response) => {
    const { entity, credentials } = await loader.load(request);
    const query = parse(querySchema, request.query, 'query');
    const log = await logs.read(entity, query, credentials);
    // What a container prints must never be taken for a page.
    response.set('X-Content-Type-Options', 'nosniff');
    response.set('Cache-Control', 'no-store');
    response.type('text/plain').send(log);
  };
}
