import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import type { RequestHandler } from 'express';
import type { EntityLoader } from './EntityLoader';
import { sendWithEtag } from './etag';

/** `GET /v1/clusters`: `{ items: ClusterStatus[] }`. @internal */
export function clustersRoute(
  loader: EntityLoader,
  statuses: () => Promise<ClusterStatus[]>,
): RequestHandler {
  return async (request, response) => {
    await loader.reader(request);
    sendWithEtag(request, response, { items: await statuses() });
  };
}
