import type { JsonValue } from '@backstage/types';

/**
 * What a plan would do, without its secrets: made of the engine's own JSON by
 * `readPlan` of the node package. This, and never the plan file, is stored and
 * shown.
 *
 * @public
 */
export interface PlanSummary {
  /** Version of Terraform or OpenTofu that planned. */
  engineVersion: string;
  /** ISO 8601. */
  plannedAt: string;
  /**
   * False when the engine left changes for a further plan, as with deferred
   * actions; applying is then not the end.
   */
  complete: boolean;
  /** Whether applying changes nothing at all, outputs included. */
  empty: boolean;
  counts: PlanCounts;
  /** What changes, in the engine's order; resources that stay are left out. */
  resources: ResourceChange[];
  /**
   * What differs in reality from what the state remembers. Providers fill in
   * values after a first apply, which shows here too: whether a stack has
   * drifted is decided by `resources` of a plan with unchanged inputs.
   */
  drift: ResourceChange[];
  outputs: OutputChange[];
}

/**
 * How many resources. A replacement counts once, as itself.
 *
 * @public
 */
export interface PlanCounts {
  create: number;
  update: number;
  replace: number;
  delete: number;
  /** Left alone in reality, but no longer managed. */
  forget: number;
  /** Already there, and managed from now on; counted beside what changes. */
  import: number;
  /** Known by another address from now on; counted beside what changes. */
  move: number;
}

/**
 * @public
 */
export type ChangeAction =
  | 'create'
  | 'update'
  | 'replace'
  | 'delete'
  | 'forget'
  | 'no-op';

/** @public */
export interface ResourceChange {
  /** E.g. `module.database.aws_db_instance.replica["a"]`. */
  address: string;
  /** Address in the state before a move; null when it was not moved. */
  previousAddress: string | null;
  /** E.g. `aws_db_instance`. */
  type: string;
  /** E.g. `registry.terraform.io/hashicorp/aws`. */
  provider: string;
  action: ChangeAction;
  /** Whether the new one is made before the old one goes. */
  createFirst: boolean;
  /** The engine's own word, e.g. `replace_because_cannot_update`; or empty. */
  reason: string;
  /** Whether an existing object is taken over. */
  imported: boolean;
  attributes: AttributeChange[];
}

/** @public */
export interface AttributeChange {
  /** E.g. `tags.owner` or `rule[0].name`. */
  path: string;
  before: PlannedValue;
  after: PlannedValue;
  /** Whether it is for this change that the resource is replaced. */
  forcesReplacement: boolean;
}

/** @public */
export interface OutputChange {
  name: string;
  action: 'create' | 'update' | 'delete';
  before: PlannedValue;
  after: PlannedValue;
}

/**
 * A value, or why there is none to show.
 *
 * @public
 */
export type PlannedValue =
  | { kind: 'absent' }
  | { kind: 'known'; value: JsonValue }
  /** A text of which only the beginning is kept. */
  | { kind: 'long'; beginning: string; characters: number }
  /** Declared sensitive by the module or the provider. */
  | { kind: 'sensitive' }
  /** Known only when it has been applied. */
  | { kind: 'unknown' };
