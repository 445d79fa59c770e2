import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';
import type { ActionRequestBody } from '@heal7/backstage-plugin-deployments-common';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { ActionService } from '../actions/ActionService';
import type { EntityLoader } from './EntityLoader';
import { parse } from './parse';
import { basisSchema, targetFields } from './targetQuery';

const bodySchema: z.ZodType<ActionRequestBody> = z.object({
  target: z.object(targetFields),
  action: z.enum(DEPLOYMENT_ACTIONS),
  basis: basisSchema,
  revisionHash: z.string().min(1).max(253).optional(),
  reason: z.string().max(500).optional(),
});

/** `POST /v1/entities/:kind/:namespace/:name/actions`. @internal */
export function actionsRoute(
  loader: EntityLoader,
  actions: ActionService,
): RequestHandler {
  return async (request, response) => {
    const { entity, credentials } = await loader.load(request);
    const body = parse(bodySchema, request.body, 'action');
    const answer = await actions.perform(entity, body, {
      credentials,
      request,
    });
    response.status(answer.conflict ? 409 : 200).json(answer);
  };
}
