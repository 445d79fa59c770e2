import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { StackPhase } from '@heal7/backstage-plugin-provisioning-common';
import { STACK_ANNOTATION } from '@heal7/backstage-plugin-provisioning-common';
import { z } from 'zod';
import type { Caller } from '../access/Caller';
import type { StackCriteria, StackFilter } from '../ports/Stacks';
import { parse } from './parse';
import type { RouteDeps } from './RouteDeps';

const PHASES: Record<StackPhase, true> = {
  requested: true,
  planning: true,
  'awaiting-approval': true,
  applying: true,
  applied: true,
  failed: true,
  interrupted: true,
  drifted: true,
  destroying: true,
  destroyed: true,
  reset: true,
};

const text = z.string().trim().min(1).max(200);

const ref = text.transform((value, context) => {
  try {
    return stringifyEntityRef(parseEntityRef(value));
  } catch {
    context.addIssue('has to be a full entity reference');
    return z.NEVER;
  }
});

const filters = {
  entity: ref.optional(),
  environment: text.optional(),
  phase: z.enum(Object.keys(PHASES) as [StackPhase]).optional(),
  owner: ref.optional(),
  mine: z
    .enum(['true', 'false'])
    .transform(value => value === 'true')
    .optional(),
  text: text.optional(),
};

const listSchema = z.strictObject({
  ...filters,
  cursor: z.string().min(1).max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const summarySchema = z.strictObject(filters);

/** Query of a list. @internal */
export const parseListQuery = (query: unknown) =>
  parse(listSchema, query, 'query');

/** Query of a summary. @internal */
export const parseSummaryQuery = (query: unknown) =>
  parse(summarySchema, query, 'query');

/**
 * What is to be listed, narrowed to what the caller may see.
 *
 * @internal
 */
export async function filterOf(
  query: z.output<typeof summarySchema>,
  caller: Caller,
  deps: Pick<RouteDeps, 'catalog' | 'forCatalog' | 'stacks' | 'userInfo'>,
): Promise<StackFilter> {
  const { entity, mine, environment, phase, owner } = query;
  const visible: StackCriteria[] = [caller.permits.visible];
  if (mine) {
    visible.push({ owners: await ownRefs(caller, deps) });
  }
  const isResource = entity?.startsWith('resource:') ?? false;
  if (entity && isResource) {
    visible.push({ names: await stacksOfResource(entity, caller, deps) });
  }
  return {
    environment,
    phase,
    owner,
    text: query.text,
    entity: isResource ? undefined : entity,
    visible: { allOf: visible },
  };
}

/** A service owns nothing. */
async function ownRefs(
  { credentials, person }: Caller,
  { userInfo }: Pick<RouteDeps, 'userInfo'>,
): Promise<string[]> {
  return person
    ? (await userInfo.getUserInfo(credentials)).ownershipEntityRefs
    : [];
}

/** A resource names its stack; nobody sees more by naming another. */
async function stacksOfResource(
  entityRef: string,
  { credentials }: Caller,
  deps: Pick<RouteDeps, 'catalog' | 'forCatalog' | 'stacks'>,
): Promise<string[]> {
  const entity = await deps.catalog.getEntityByRef(entityRef, {
    credentials: await deps.forCatalog(credentials),
  });
  const id = entity?.metadata.annotations?.[STACK_ANNOTATION];
  const record = id === undefined ? undefined : await deps.stacks.byId(id);
  return record ? [record.stack.name] : [];
}
