import type { JsonObject, JsonValue } from '@backstage/types';
import { readPlan } from '@heal7/backstage-plugin-provisioning-node';
import { planResources } from '../../cost/planResources';
import type { RuleInput } from '../Rule';

const PROVIDER = 'registry.terraform.io/hashicorp/aws';

export interface Given {
  address: string;
  after?: JsonObject | null;
  before?: JsonObject | null;
  unknown?: JsonValue;
}

function actionsOf({ before, after }: Given): string[] {
  if (!before) {
    return ['create'];
  }
  return after ? ['update'] : ['delete'];
}

/** A plan in the engine's own format, in Seoul; `readPlan` has accepted it. */
export function planDocument(...given: Given[]): JsonObject {
  const document = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    timestamp: '2026-11-24T00:00:00Z',
    resource_changes: given.map(one => ({
      address: one.address,
      mode: 'managed',
      type: one.address.split('.')[0],
      name: one.address.split('.')[1],
      provider_name: PROVIDER,
      change: {
        actions: actionsOf(one),
        before: one.before ?? null,
        after: one.after ?? null,
        after_unknown: one.unknown ?? {},
      },
    })),
    variables: { region: { value: 'ap-northeast-2' } },
    configuration: {
      provider_config: {
        aws: {
          full_name: PROVIDER,
          expressions: { region: { references: ['var.region'] } },
        },
      },
    },
  };
  readPlan(document);
  return document;
}

const nothing = {
  currency: 'USD' as const,
  monthly: 0,
  items: [],
  unpriced: [],
  pricesAsOf: '2026-11-24',
  outdated: false,
};

/** What rules are given of such a plan. */
export function ruleInput(
  given: Given[],
  more: Partial<RuleInput> = {},
): RuleInput {
  const document = planDocument(...given);
  return {
    resources: planResources(document).after,
    summary: readPlan(document),
    stateful: [],
    deletionProtection: false,
    hasSystem: true,
    cost: { before: nothing, after: nothing },
    budget: { limit: null, others: 0 },
    now: new Date('2026-11-24T00:00:00Z'),
    ...more,
  };
}
