import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { RollbackPreviews } from '../rollback/RollbackPreviews';
import type { EntityLoader } from './EntityLoader';
import { parse } from './parse';
import { targetFields } from './targetQuery';

const querySchema = z.object({
  ...targetFields,
  revisionHash: z.string().min(1).max(253),
});

/** `GET /v1/entities/:kind/:namespace/:name/rollback`. @internal */
export function rollbackRoute(
  loader: EntityLoader,
  previews: RollbackPreviews,
): RequestHandler {
  return async (request, response) => {
    const { entity, credentials } = await loader.load(request);
    const { revisionHash, ...target } = parse(
      querySchema,
      request.query,
      'query',
    );
    response.set('Cache-Control', 'no-store');
    response.json(
      await previews.of(entity, { target, revisionHash }, credentials),
    );
  };
}
