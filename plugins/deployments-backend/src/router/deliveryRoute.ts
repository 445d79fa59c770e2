import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { DeliveryScope, DeliveryView } from '../delivery/DeliveryView';
import type { EntityLoader } from './EntityLoader';
import { sendWithEtag } from './etag';
import { parse } from './parse';

const ref = (defaultKind: string) =>
  z
    .string()
    .min(1)
    .max(500)
    .transform((text, context) => {
      try {
        return stringifyEntityRef(parseEntityRef(text, { defaultKind }));
      } catch {
        context.addIssue({ code: 'custom', message: 'is no entity ref' });
        return z.NEVER;
      }
    })
    .optional();

const querySchema = z.object({
  entity: ref('component'),
  system: ref('system'),
  owner: ref('group'),
  days: z.coerce.number().int().min(7).max(365).default(30),
  /** Empty for all environments. */
  environment: z.string().max(253).default('production'),
});

/** `GET /v1/delivery`. @internal */
export function deliveryRoute(
  loader: EntityLoader,
  delivery: DeliveryView,
): RequestHandler {
  const scopeOf = async (
    { entity, system, owner }: z.output<typeof querySchema>,
    credentials: BackstageCredentials,
  ): Promise<DeliveryScope> => {
    const given = [entity, system, owner].filter(one => one !== undefined);
    if (given.length !== 1) {
      throw new InputError(
        `Ask for exactly one of 'entity', 'system' and 'owner'; ${given.length} are given`,
      );
    }
    if (entity !== undefined) {
      return { entity: await loader.entity(entity, credentials) };
    }
    return system === undefined ? { owner: owner! } : { system };
  };
  return async (request, response) => {
    const credentials = await loader.reader(request);
    const query = parse(querySchema, request.query, 'query');
    const answer = await delivery.of(
      await scopeOf(query, credentials),
      { days: query.days, environment: query.environment || null },
      await loader.forCatalog(credentials),
    );
    sendWithEtag(request, response, answer);
  };
}
