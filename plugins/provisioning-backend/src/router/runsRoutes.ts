import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  CancelRequest,
  DecideRequest,
  Run,
  RunView,
  StartRunRequest,
} from '@heal7/backstage-plugin-provisioning-common';
import type { Request, Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { Caller } from '../access/Caller';
import type { StackRecord } from '../ports/Stacks';
import { runViewOf } from '../views/views';
import { sendWithEtag } from './etag';
import { sendLogAsText } from './logText';
import { parse } from './parse';
import type { RouteDeps } from './RouteDeps';

const comment = z.string().trim().max(2_000);

const startSchema: z.ZodType<StartRunRequest> = z.strictObject({
  kind: z.enum(['apply', 'unprotect', 'destroy', 'check']),
  reason: comment,
  autoApply: z.boolean().optional(),
  version: z.number().int().nonnegative(),
  idempotencyKey: z.string().min(1).max(200).optional(),
  continuation: z
    .strictObject({
      templateRef: z.string().min(1).max(200),
      values: z.record(
        z.string(),
        z.json(),
      ) as unknown as z.ZodType<JsonObject>,
    })
    .optional(),
});

const decideSchema: z.ZodType<DecideRequest> = z.strictObject({
  digest: z.string().min(1).max(200),
  comment,
  confirmation: z.string().max(200).optional(),
});

const cancelSchema: z.ZodType<CancelRequest> = z.strictObject({
  reason: comment,
});

const pageSchema = z.strictObject({
  cursor: z.string().min(1).max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const logSchema = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
});

/** Runs: started, shown, decided on, cancelled. @internal */
export function runsRoutes(deps: RouteDeps): ExpressRouter {
  const { acts, callers, channels, finder, runs } = deps;
  const router = Router();

  const viewOf = async (
    run: Run,
    record: StackRecord,
    caller: Caller,
  ): Promise<RunView> =>
    runViewOf(run, record, {
      caller,
      logEnd: await runs.logEnd(run.id),
      orphans: await runs.orphans(run.id),
      channel: channels.ofRun(run.id),
    });

  /** As it is after an act. */
  const viewAfter = async (run: Run, caller: Caller): Promise<RunView> => {
    const fresh = await finder.run(run.id, caller.permits);
    return viewOf(run, fresh.record, caller);
  };

  const find = async (request: Request) => {
    const caller = await callers.of(request);
    return {
      caller,
      ...(await finder.run(request.params.id, caller.permits)),
    };
  };

  router.get('/stacks/:id/runs', async (request, response) => {
    const { permits } = await callers.of(request);
    const { stack } = await finder.stack(request.params.id, permits);
    const { cursor, limit } = parse(pageSchema, request.query, 'query');
    const page = await runs.page(stack.id, cursor ?? null, limit);
    sendWithEtag(request, response, page);
  });

  router.post('/stacks/:id/runs', async (request, response) => {
    const caller = await callers.of(request);
    const record = await finder.stack(request.params.id, caller.permits);
    const body = parse(startSchema, request.body, 'request');
    const run = await acts.start(record, body, caller);
    response.status(201).json(await viewAfter(run, caller));
  });

  router.get('/runs/:id', async (request, response) => {
    const { run, record, caller } = await find(request);
    sendWithEtag(request, response, await viewOf(run, record, caller));
  });

  router.get('/runs/:id/plan', async (request, response) => {
    const { run } = await find(request);
    const plan = await runs.plan(run.id);
    if (!plan) {
      throw new NotFoundError(`Run ${run.number} has no plan`);
    }
    sendWithEtag(request, response, plan);
  });

  router.get('/runs/:id/log', async (request, response) => {
    const { run, record } = await find(request);
    const { after, limit } = parse(logSchema, request.query, 'query');
    if (request.accepts(['application/json', 'text/plain']) === 'text/plain') {
      await sendLogAsText(response, {
        name: `${record.stack.name}-${run.number}`,
        page: position => runs.log(run.id, position, 1_000),
      });
      return;
    }
    sendWithEtag(request, response, await runs.log(run.id, after, limit));
  });

  for (const decision of ['approve', 'reject'] as const) {
    router.post(`/runs/:id/${decision}`, async (request, response) => {
      const { run, record, caller } = await find(request);
      const body = parse(decideSchema, request.body, 'request');
      const decided = await acts.decide(
        decision,
        { run, record },
        body,
        caller,
      );
      response.json(await viewAfter(decided, caller));
    });
  }

  router.post('/runs/:id/cancel', async (request, response) => {
    const { run, record, caller } = await find(request);
    const { reason } = parse(cancelSchema, request.body, 'request');
    const cancelled = await acts.cancel({ run, record }, reason, caller);
    response.json(await viewAfter(cancelled, caller));
  });

  return router;
}
