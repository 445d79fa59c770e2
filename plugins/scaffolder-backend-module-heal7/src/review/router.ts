import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import express from 'express';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { ReviewLimits } from './limits';
import type { Reviewer } from './Reviewer';

const bodySchema = z.object({
  templateRef: z.string().min(1),
  values: z.record(z.string(), z.unknown()),
});

/** `POST /heal7/review` answers a Review of a registered template. */
export function createReviewRouter(options: {
  httpAuth: HttpAuthService;
  reviewer: Reviewer;
  limits: ReviewLimits;
}): Router {
  const { httpAuth, reviewer, limits } = options;
  const router = PromiseRouter();
  router.post(
    '/heal7/review',
    express.json({ limit: '1mb' }),
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const body = bodySchema.safeParse(request.body);
      if (!body.success) {
        throw new InputError(
          `A review needs templateRef and values: ${z.prettifyError(
            body.error,
          )}`,
        );
      }
      const left = new AbortController();
      response.once('close', () => left.abort());
      try {
        response.json(
          await reviewer.review({
            templateRef: body.data.templateRef,
            values: body.data.values as JsonObject,
            credentials,
            signal: AbortSignal.any([
              left.signal,
              AbortSignal.timeout(limits.timeoutMs),
            ]),
          }),
        );
      } catch (error) {
        // Nobody is there to be told.
        if (!left.signal.aborted) {
          throw error;
        }
      }
    },
  );
  return router;
}
