import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';
import type { ActionRequestBody } from '@heal7/backstage-plugin-deployments-common';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { ActionService } from '../actions/ActionService';
import type { EntityLoader } from './EntityLoader';
import { parse } from './parse';

const text = z.string().min(1).max(253);

const bodySchema: z.ZodType<ActionRequestBody> = z.object({
  target: z.object({
    cluster: text,
    namespace: text,
    name: text,
    engine: text,
  }),
  action: z.enum(DEPLOYMENT_ACTIONS),
  basis: z.object({
    uid: text,
    revisionHash: z.string().max(253),
    stepIndex: z.number().int().nullable(),
    pausedAt: z.string().max(64).nullable(),
    aborted: z.boolean(),
    fingerprint: z.string().max(500),
  }),
  revisionHash: text.optional(),
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
