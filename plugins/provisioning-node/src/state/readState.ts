import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { StackOutput } from '@heal7/backstage-plugin-provisioning-common';
import type { StateResource, StateSummary } from '../executor/Executor';
import { withoutSensitive } from '../plan/withoutSensitive';
import { maskTexts } from '../secrets/maskTexts';
import type { SecretMask } from '../secrets/SecretMask';

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string =>
  typeof value === 'string' ? value : '';

function resourcesOf(module: Fields): StateResource[] {
  const own = list(module.resources)
    .map(fields)
    .filter(resource => resource.mode === 'managed' && text(resource.address))
    .map(resource => ({
      address: text(resource.address),
      type: text(resource.type),
      values: present(
        withoutSensitive(resource.values, resource.sensitive_values),
        resource.values,
      ),
    }));
  return [
    ...own,
    ...list(module.child_modules).flatMap(child => resourcesOf(fields(child))),
  ];
}

/** Attributes that are sensitive are left out whole. */
function present(masked: unknown, values: unknown): JsonObject {
  const original = fields(values);
  return Object.fromEntries(
    Object.entries(fields(masked)).filter(
      ([key, value]) => value !== null || original[key] === null,
    ),
  ) as JsonObject;
}

function outputOf([name, value]: [string, unknown]): StackOutput {
  const output = fields(value);
  // What does not say that it is no secret is one.
  const sensitive = output.sensitive !== false;
  return {
    name,
    sensitive,
    value: withoutSensitive(output.value, sensitive),
  };
}

/**
 * Reads what `terraform show -json` or `tofu show -json` prints of a state,
 * without its secrets.
 *
 * @throws InputError when it is no state, or of another version.
 * @public
 */
export function readState(state: unknown, mask: SecretMask): StateSummary {
  const root = fields(state);
  const version = text(root.format_version);
  if (!/^1\.\d+$/.test(version)) {
    throw new InputError(
      `Not a state that can be read: its format_version is '${version}', and has to be 1.x`,
    );
  }
  const values = fields(root.values);
  return maskTexts(
    {
      outputs: Object.entries(fields(values.outputs)).map(outputOf),
      resources: resourcesOf(fields(values.root_module)),
    },
    mask,
  );
}
