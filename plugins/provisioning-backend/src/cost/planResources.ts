import type { JsonObject, JsonValue } from '@backstage/types';

/** A resource of a plan, as it is on one side of it. */
export interface PlanResource {
  address: string;
  /** Of the module it is in; empty for the root. */
  module: string;
  type: string;
  provider: string;
  values: JsonObject;
  /** Where values come only with the apply: `true`, or by attribute. */
  unknown: JsonValue;
}

const object = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
const list = (value: unknown): JsonValue[] =>
  Array.isArray(value) ? value : [];
const text = (value: unknown): string =>
  typeof value === 'string' ? value : '';

/** The resources before and after a plan's changes, those that stay included. */
export function planResources(document: JsonObject): {
  before: PlanResource[];
  after: PlanResource[];
} {
  const before: PlanResource[] = [];
  const after: PlanResource[] = [];
  for (const item of list(document.resource_changes).map(object)) {
    if (item.mode === 'managed') {
      const change = object(item.change);
      const actions = list(change.actions);
      const common = {
        address: text(item.address),
        module: text(item.module_address),
        type: text(item.type),
        provider: text(item.provider_name),
      };
      if (change.before !== null && change.before !== undefined) {
        before.push({
          ...common,
          values: object(change.before),
          unknown: false,
        });
      }
      const goes = actions.every(
        action => action === 'delete' || action === 'forget',
      );
      if (!goes) {
        after.push({
          ...common,
          values: object(change.after),
          unknown: change.after_unknown ?? false,
        });
      }
    }
  }
  return { before, after };
}
