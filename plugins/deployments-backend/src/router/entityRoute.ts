import type { RequestHandler } from 'express';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';
import type { EntityLoader } from './EntityLoader';
import { sendWithEtag } from './etag';

/** `GET /v1/entities/:kind/:namespace/:name`. @internal */
export function entityRoute(
  loader: EntityLoader,
  view: EntityDeploymentsView,
): RequestHandler {
  return async (request, response) => {
    const { entity, credentials } = await loader.load(request);
    sendWithEtag(request, response, await view.of(entity, credentials));
  };
}
