import type {
  CreateStackRequest,
  StackPage,
  StacksSummary,
} from '@heal7/backstage-plugin-provisioning-common';
import type { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { definitionSchema } from '../definitions/definitionSchema';
import { addedCosts } from '../views/addedCosts';
import { listItemOf, stackViewOf } from '../views/views';
import { sendWithEtag } from './etag';
import { parse } from './parse';
import type { RouteDeps } from './RouteDeps';
import { filterOf, parseListQuery, parseSummaryQuery } from './stacksQuery';

const byUrl = z.strictObject({
  definitionUrl: z.url({ protocol: /^https?$/ }).max(2_000),
});
const whole = z.strictObject({ definition: definitionSchema });

/** A union would tell only that nothing fits; what is meant tells what is wrong. */
function parseCreate(body: unknown): CreateStackRequest {
  const givesWhole =
    typeof body === 'object' && body !== null && 'definition' in body;
  return givesWhole
    ? parse(whole, body, 'request')
    : parse(byUrl, body, 'request');
}

/** Stacks: listed, shown, registered, reviewed. @internal */
export function stacksRoutes(deps: RouteDeps): ExpressRouter {
  const { callers, channels, finder, registrar, stacks } = deps;
  const router = Router();

  router.get('/stacks', async (request, response) => {
    const caller = await callers.of(request);
    const { cursor, limit, ...query } = parseListQuery(request.query);
    const filter = await filterOf(query, caller, deps);
    const page = await stacks.page(filter, cursor ?? null, limit);
    const body: StackPage = {
      items: page.items.map(listItemOf),
      nextCursor: page.nextCursor,
      total: page.total,
      channel: channels.stacks,
    };
    sendWithEtag(request, response, body);
  });

  router.get('/stacks/summary', async (request, response) => {
    const caller = await callers.of(request);
    const query = parseSummaryQuery(request.query);
    const { phases, costs } = await stacks.summary(
      await filterOf(query, caller, deps),
    );
    const body: StacksSummary = {
      total: Object.values(phases).reduce((sum, count) => sum + count, 0),
      phases,
      cost: addedCosts(costs),
    };
    sendWithEtag(request, response, body);
  });

  router.get('/stacks/:id', async (request, response) => {
    const { permits } = await callers.of(request);
    const record = await finder.stack(request.params.id, permits);
    const channel = channels.ofStack(record.stack.id);
    sendWithEtag(request, response, stackViewOf(record, { permits, channel }));
  });

  router.get('/stacks/:id/outputs', async (request, response) => {
    const { permits } = await callers.of(request);
    const record = await finder.stack(request.params.id, permits);
    const view = stackViewOf(record, { permits, channel: '' });
    sendWithEtag(request, response, view.outputs);
  });

  router.post('/stacks', async (request, response) => {
    const caller = await callers.of(request);
    const body = parseCreate(request.body);
    const { record, created } = await registrar.register(body, caller);
    const view = stackViewOf(record, {
      permits: caller.permits,
      channel: channels.ofStack(record.stack.id),
    });
    response.status(created ? 201 : 200).json(view);
  });

  router.post('/stacks/review', async (request, response) => {
    const caller = await callers.of(request);
    const body = parseCreate(request.body);
    response.json(await registrar.review(body, caller));
  });

  return router;
}
