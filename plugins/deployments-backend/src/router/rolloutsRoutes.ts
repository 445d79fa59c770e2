import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';
import type { Request, RequestHandler } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { exported } from '../history/exported';
import type { RolloutStore } from '../store/RolloutStore';
import { selectorOf } from '../views/entitySelector';
import type { EntityLoader } from './EntityLoader';
import { sendWithEtag } from './etag';
import { parse } from './parse';

const pageSchema = z.object({
  cluster: z.string().min(1).max(253).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const exportSchema = z.object({ format: z.enum(['json', 'csv']) });

const TYPES = { json: 'application/json', csv: 'text/csv' };

/**
 * The same selector in one cluster; null when it selects nothing there.
 *
 * @internal
 */
export function inCluster(
  selector: EntitySelector | null,
  cluster: string | undefined,
): EntitySelector | null {
  if (selector === null || cluster === undefined) {
    return selector;
  }
  const covered = selector.cluster === null || selector.cluster === cluster;
  return covered ? { ...selector, cluster } : null;
}

/** Who asks, and for which rollouts; null when the entity selects none. */
async function asked(
  loader: EntityLoader,
  request: Request,
): Promise<{ ref: string; selector: EntitySelector | null }> {
  const { entity } = await loader.load(request);
  return { ref: stringifyEntityRef(entity), selector: selectorOf(entity) };
}

/** `GET /v1/entities/:kind/:namespace/:name/rollouts`. @internal */
export function rolloutsRoute(
  loader: EntityLoader,
  rollouts: RolloutStore,
): RequestHandler {
  return async (request, response) => {
    const { selector } = await asked(loader, request);
    const { cluster, ...page } = parse(pageSchema, request.query, 'query');
    const selected = inCluster(selector, cluster);
    sendWithEtag(
      request,
      response,
      selected
        ? await rollouts.page(selected, page)
        : { items: [], nextCursor: null },
    );
  };
}

/** `GET /v1/entities/:kind/:namespace/:name/rollouts/:id`. @internal */
export function rolloutRoute(
  loader: EntityLoader,
  rollouts: RolloutStore,
): RequestHandler {
  return async (request, response) => {
    const { ref, selector } = await asked(loader, request);
    const { id } = request.params;
    const detail = selector ? await rollouts.detail(selector, id) : undefined;
    if (!detail) {
      throw new NotFoundError(`${ref} has no rollout '${id}' on record`);
    }
    sendWithEtag(request, response, detail);
  };
}

/**
 * `GET /v1/entities/:kind/:namespace/:name/rollouts/export?format=json|csv`:
 * all of them, sent while they are read.
 *
 * @internal
 */
export function exportRoute(
  loader: EntityLoader,
  rollouts: RolloutStore,
): RequestHandler {
  return async (request, response) => {
    const { selector } = await asked(loader, request);
    const { format } = parse(exportSchema, request.query, 'query');
    response.set('Content-Type', `${TYPES[format]}; charset=utf-8`);
    response.attachment(`rollouts-${request.params.name}.${format}`);
    response.set('X-Content-Type-Options', 'nosniff');
    response.set('Cache-Control', 'no-store');
    const records = selector ? rollouts.all(selector) : [];
    try {
      await pipeline(Readable.from(exported(records, format)), response);
    } catch (error) {
      // Once it has begun, an answer can only be cut off. A reader who left
      // is nobody to tell.
      if (!response.headersSent) {
        throw error;
      }
      response.destroy();
    }
  };
}
