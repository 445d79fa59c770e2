import { InputError } from '@backstage/errors';
import type {
  ChangeAction,
  OutputChange,
  PlanCounts,
  PlanSummary,
  ResourceChange,
} from '@heal7/backstage-plugin-provisioning-common';
import { attributeChanges, plannedValues } from './attributeChanges';
import type { Side } from './attributeChanges';

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string =>
  typeof value === 'string' ? value : '';

/**
 * The engine's actions. Two at once are a replacement, in that order; a
 * `forget` in it leaves the old object alone.
 */
function actionOf(actions: unknown[]): ChangeAction | undefined {
  const [only] = actions;
  if (actions.length === 2) {
    return 'replace';
  }
  return (['create', 'update', 'delete', 'forget', 'no-op'] as const).find(
    action => actions.length === 1 && action === only,
  );
}

function sidesOf(change: Fields): { before: Side; after: Side } {
  return {
    before: {
      value: change.before,
      sensitive: change.before_sensitive,
      unknown: false,
    },
    after: {
      value: change.after,
      sensitive: change.after_sensitive,
      unknown: change.after_unknown,
    },
  };
}

/** Null for what reads, and for what stays as it is. */
function resourceChange(value: unknown): ResourceChange | null {
  const resource = fields(value);
  const change = fields(resource.change);
  const actions = list(change.actions);
  const action = actionOf(actions);
  if (resource.mode === 'data' || actions[0] === 'read') {
    return null;
  }
  const address = text(resource.address);
  if (!action || address === '') {
    // Guessing could show a deletion as nothing.
    throw new InputError(
      `The plan does ${JSON.stringify(
        actions,
      )} to '${address}', which this version of the portal does not know`,
    );
  }
  const previousAddress = text(resource.previous_address) || null;
  const imported = typeof change.importing === 'object' && !!change.importing;
  if (action === 'no-op' && !previousAddress && !imported) {
    return null;
  }
  const { before, after } = sidesOf(change);
  return {
    address,
    previousAddress,
    type: text(resource.type),
    provider: text(resource.provider_name),
    action,
    createFirst: action === 'replace' && actions[0] === 'create',
    reason: text(resource.action_reason),
    imported,
    attributes: attributeChanges(
      before,
      after,
      list(change.replace_paths) as Array<Array<string | number>>,
    ),
  };
}

function outputChange([name, value]: [string, unknown]): OutputChange[] {
  const change = fields(value);
  const action = actionOf(list(change.actions));
  if (action !== 'create' && action !== 'update' && action !== 'delete') {
    return [];
  }
  const { before, after } = sidesOf(change);
  return [{ name, action, ...plannedValues(before, after) }];
}

function countsOf(resources: ResourceChange[]): PlanCounts {
  const of = (action: ChangeAction) =>
    resources.filter(resource => resource.action === action).length;
  return {
    create: of('create'),
    update: of('update'),
    replace: of('replace'),
    delete: of('delete'),
    forget: of('forget'),
    import: resources.filter(({ imported }) => imported).length,
    move: resources.filter(({ previousAddress }) => previousAddress).length,
  };
}

const changesOf = (value: unknown): ResourceChange[] =>
  list(value)
    .map(resourceChange)
    .filter(change => change !== null);

/**
 * Reads what `terraform show -json` or `tofu show -json` prints of a saved
 * plan (https://developer.hashicorp.com/terraform/internals/json-format,
 * version 1). What is marked sensitive is left behind here; the whole plan has
 * it in plain text, under `variables`, `prior_state` and `configuration` too.
 *
 * @throws InputError when it is no plan, of another version, or has failed.
 * @public
 */
export function readPlan(plan: unknown): PlanSummary {
  const root = fields(plan);
  const version = text(root.format_version);
  if (!/^1\.\d+$/.test(version)) {
    throw new InputError(
      `Not a plan that can be read: its format_version is '${version}', and has to be 1.x`,
    );
  }
  if (root.errored === true) {
    throw new InputError('The plan failed half-way, and cannot be applied');
  }
  const resources = changesOf(root.resource_changes);
  const outputs = Object.entries(fields(root.output_changes)).flatMap(
    outputChange,
  );
  return {
    engineVersion: text(root.terraform_version),
    plannedAt: text(root.timestamp),
    complete: root.complete !== false,
    empty: resources.length === 0 && outputs.length === 0,
    counts: countsOf(resources),
    resources,
    drift: changesOf(root.resource_drift),
    outputs,
  };
}
