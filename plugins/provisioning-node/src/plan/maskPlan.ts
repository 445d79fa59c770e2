import type { JsonObject, JsonValue } from '@backstage/types';
import { maskTexts } from '../secrets/maskTexts';
import type { SecretMask } from '../secrets/SecretMask';
import { withoutSensitive } from './withoutSensitive';

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Only what is named, so that nothing new slips through. */
function pick(from: Fields, ...keys: string[]): JsonObject {
  return Object.fromEntries(
    keys
      .filter(key => from[key] !== undefined)
      .map(key => [key, from[key] as JsonValue]),
  );
}

function mapped(value: unknown, map: (inner: Fields) => JsonValue): JsonObject {
  return Object.fromEntries(
    Object.entries(fields(value)).map(([key, inner]) => [
      key,
      map(fields(inner)),
    ]),
  );
}

/** What is sensitive on one side was, or will be, a secret on the other. */
function change(value: unknown): JsonObject {
  const from = fields(value);
  const marks = [from.before_sensitive, from.after_sensitive];
  return {
    ...pick(from, 'actions', 'after_unknown', 'replace_paths', 'importing'),
    ...pick(from, 'before_sensitive', 'after_sensitive'),
    before: withoutSensitive(from.before, ...marks),
    after: withoutSensitive(from.after, ...marks),
  };
}

function resourceChange(value: unknown): JsonObject {
  const from = fields(value);
  return {
    ...pick(from, 'address', 'previous_address', 'module_address', 'mode'),
    ...pick(from, 'type', 'name', 'index', 'deposed', 'provider_name'),
    ...pick(from, 'action_reason'),
    change: change(from.change),
  };
}

function moduleValues(value: unknown): JsonObject {
  const from = fields(value);
  return {
    ...pick(from, 'address'),
    resources: list(from.resources).map(item => {
      const resource = fields(item);
      return {
        ...pick(resource, 'address', 'mode', 'type', 'name', 'index'),
        ...pick(resource, 'provider_name', 'sensitive_values'),
        values: withoutSensitive(resource.values, resource.sensitive_values),
      };
    }),
    child_modules: list(from.child_modules).map(moduleValues),
  };
}

function values(value: unknown): JsonObject {
  const from = fields(value);
  return {
    outputs: mapped(from.outputs, output => ({
      ...pick(output, 'sensitive', 'type'),
      value: withoutSensitive(output.value, output.sensitive),
    })),
    root_module: moduleValues(from.root_module),
  };
}

/** Where values come from, without the values that the code itself has. */
function references(value: unknown): JsonValue {
  if (Array.isArray(value)) {
    return value.map(references);
  }
  return Object.fromEntries(
    Object.entries(fields(value))
      .filter(([key]) => key !== 'constant_value')
      .map(([key, inner]) => [
        key,
        key === 'references' ? (inner as JsonValue) : references(inner),
      ]),
  );
}

function moduleConfiguration(value: unknown): JsonObject {
  const from = fields(value);
  return {
    resources: list(from.resources).map(item => {
      const resource = fields(item);
      return {
        ...pick(resource, 'address', 'mode', 'type', 'name'),
        ...pick(resource, 'provider_config_key', 'schema_version'),
        expressions: references(resource.expressions),
      };
    }),
    module_calls: mapped(from.module_calls, call => ({
      ...pick(call, 'source', 'version_constraint'),
      expressions: references(call.expressions),
      module: moduleConfiguration(call.module),
    })),
    variables: mapped(from.variables, variable => pick(variable, 'sensitive')),
  };
}

/** Where a provider works; prices depend on it. */
const PLACES = ['region', 'project', 'zone', 'location'];

function providerConfiguration(value: Fields): JsonObject {
  const expressions = fields(value.expressions);
  return {
    ...pick(value, 'name', 'full_name', 'alias', 'module_address'),
    ...pick(value, 'version_constraint'),
    expressions: {
      ...fields(references(expressions)),
      ...pick(expressions, ...PLACES),
    } as JsonObject,
  };
}

/** Those that no declaration calls sensitive. */
function variables(root: Fields): JsonObject {
  const declared = fields(
    fields(fields(root.configuration).root_module).variables,
  );
  return Object.fromEntries(
    Object.entries(fields(root.variables))
      .filter(
        ([name]) =>
          Object.hasOwn(declared, name) &&
          fields(declared[name]).sensitive !== true,
      )
      .map(([name, variable]) => [
        name,
        pick(fields(variable), 'value') as JsonValue,
      ]),
  );
}

/**
 * The engine's plan JSON with its secrets taken out, for policies and prices:
 * the fields of the format that are known, without what is marked sensitive
 * on either side, without constants of the code, and every text masked.
 *
 * @public
 */
export function maskPlan(plan: unknown, mask: SecretMask): JsonObject {
  const root = fields(plan);
  const configuration = fields(root.configuration);
  const prior = fields(root.prior_state);
  return maskTexts<JsonObject>(
    {
      ...pick(root, 'format_version', 'terraform_version', 'timestamp'),
      ...pick(root, 'applyable', 'complete', 'errored', 'relevant_attributes'),
      variables: variables(root),
      planned_values: values(root.planned_values),
      resource_changes: list(root.resource_changes).map(resourceChange),
      resource_drift: list(root.resource_drift).map(resourceChange),
      output_changes: mapped(root.output_changes, change),
      prior_state: {
        ...pick(prior, 'format_version', 'terraform_version'),
        values: values(prior.values),
      },
      configuration: {
        provider_config: mapped(
          configuration.provider_config,
          providerConfiguration,
        ),
        root_module: moduleConfiguration(configuration.root_module),
      },
    },
    mask,
  );
}
