import type { JsonObject } from '@backstage/types';
import type { CostEstimate } from '../cost/CostEstimate';
import type { ResourceChange } from '../plan/PlanSummary';
import type { RunError, RunKind, RunPhase } from '../runs/Run';

/**
 * Where a stack stands: the run that is under way, if any, else what the last
 * one left.
 *
 * @public
 */
export type StackPhase =
  /** Registered; nothing has been planned. */
  | 'requested'
  | 'planning'
  | 'awaiting-approval'
  | 'applying'
  /** The cloud is as the definition wants it, as far as was last seen. */
  | 'applied'
  /** The last run ended badly; `lastRun` says how. */
  | 'failed'
  /** The process died; what it left is listed by the run. */
  | 'interrupted'
  /** The cloud differs from what was applied. */
  | 'drifted'
  | 'destroying'
  | 'destroyed'
  /** The state is gone, as after the sandbox was restarted: not drift. */
  | 'reset';

/**
 * What is remembered of a stack beside its runs.
 *
 * @public
 */
export interface StackFacts {
  /** Whether something of it is in the cloud, as far as is known. */
  applied: boolean;
  destroyed: boolean;
  /** The resources a later check found different; null when none has looked. */
  drifted: boolean | null;
  /** Whether its state was found gone. */
  reset: boolean;
}

/** @public */
export interface Stack {
  id: string;
  name: string;
  module: string;
  environment: string;
  owner: string;
  system: string | null;
  component: string | null;
  costCentre: string;
  deletionProtection: boolean;
  inputs: JsonObject;
  /** Where the definition is kept, as a URL of a source-control host; null for none. */
  definitionUrl: string | null;
  /** Id of the executor that runs it. */
  executor: string;
  requestedBy: string;
  /** ISO 8601. */
  createdAt: string;
  /** Grows with every change; acting names it, so that it never works on a stale view. */
  version: number;
}

/** A stack as lists show it. @public */
export interface StackListItem extends Stack {
  phase: StackPhase;
  currentRun: RunReference | null;
  lastRun: RunReference | null;
  drift: DriftSummary | null;
  /** Per month, of what is applied; null when nothing is. */
  cost: CostEstimate | null;
}

/** @public */
export interface RunReference {
  id: string;
  number: number;
  kind: RunKind;
  phase: RunPhase;
  error: RunError | null;
  /** ISO 8601. */
  at: string;
}

/** @public */
export interface DriftSummary {
  /** ISO 8601; when it was last looked. */
  checkedAt: string;
  /** Id of the run that looked. */
  runId: string;
  resources: ResourceChange[];
}

/** A stack as its own page shows it. @public */
export interface StackView extends StackListItem {
  access: StackAccess;
  outputs: StackOutput[];
  resources: AppliedResource[];
  /** Name of the signal channel that says when to ask again. */
  channel: string;
}

/**
 * What the caller may do now; a reason where not.
 *
 * @public
 */
export type StackAccess = Record<StackAct, Offer>;

/** @public */
export const STACK_ACTS = ['plan', 'check', 'destroy', 'unprotect'] as const;

/** @public */
export type StackAct = (typeof STACK_ACTS)[number];

/** @public */
export type Offer = { offered: true } | { offered: false; reason: string };

/** An output of the module. Sensitive ones have no value here. @public */
export interface StackOutput {
  name: string;
  sensitive: boolean;
  value: JsonObject[string];
}

/** A resource of interest in the cloud, and the entity that stands for it. @public */
export interface AppliedResource {
  address: string;
  type: string;
  name: string;
  entityRef: string | null;
  consoleUrl: string | null;
}
