import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { TargetMetricsView } from '../metrics/TargetMetricsView';
import type { EntityLoader } from './EntityLoader';
import { sendWithEtag } from './etag';
import { parse } from './parse';
import { targetFields } from './targetQuery';

const time = z.iso
  .datetime({ offset: true })
  .transform(text => new Date(text))
  .optional();

const querySchema = z.object({ ...targetFields, from: time, to: time });

/** `GET /v1/entities/:kind/:namespace/:name/metrics`. @internal */
export function metricsRoute(
  loader: EntityLoader,
  metrics: TargetMetricsView,
): RequestHandler {
  return async (request, response) => {
    const { entity } = await loader.load(request);
    const { from, to, ...target } = parse(querySchema, request.query, 'query');
    const answer = await metrics.of(entity, target, { from, to });
    sendWithEtag(request, response, answer);
  };
}
