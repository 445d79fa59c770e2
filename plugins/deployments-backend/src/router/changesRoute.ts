import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { RevisionChangesView } from '../changes/RevisionChangesView';
import type { EntityLoader } from './EntityLoader';
import { sendWithEtag } from './etag';
import { parse } from './parse';
import { targetFields } from './targetQuery';

const querySchema = z.object(targetFields);

/** `GET /v1/entities/:kind/:namespace/:name/changes`. @internal */
export function changesRoute(
  loader: EntityLoader,
  changes: RevisionChangesView,
): RequestHandler {
  return async (request, response) => {
    const { entity } = await loader.load(request);
    const target = parse(querySchema, request.query, 'query');
    sendWithEtag(request, response, await changes.of(entity, target));
  };
}
