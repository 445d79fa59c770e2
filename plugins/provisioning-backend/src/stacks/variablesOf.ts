import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  RunKind,
  Stack,
} from '@heal7/backstage-plugin-provisioning-common';

/**
 * The values that a run gives to the module's variables: what people gave, and
 * what every root module takes from the portal.
 */
export function variablesOf(
  stack: Pick<
    Stack,
    | 'name'
    | 'environment'
    | 'owner'
    | 'system'
    | 'costCentre'
    | 'inputs'
    | 'deletionProtection'
  >,
  kind: RunKind,
): JsonObject {
  return {
    ...stack.inputs,
    heal7: {
      stack: stack.name,
      environment: stack.environment,
      owner: stack.owner,
      system: stack.system ?? '',
      cost_centre: stack.costCentre,
    },
    deletion_protection: kind !== 'unprotect' && stack.deletionProtection,
  };
}

function sorted(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map(key => [key, sorted(value[key])]),
    );
  }
  return value ?? null;
}

/** Equal for equal values, in whatever order they were written. */
export function inputsDigest(variables: JsonObject): string {
  const text = JSON.stringify(sorted(variables));
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
