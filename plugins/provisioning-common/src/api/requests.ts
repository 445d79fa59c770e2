import type { JsonObject } from '@backstage/types';
import type { CostEstimate } from '../cost/CostEstimate';
import type { Run, RunKind, RunView } from '../runs/Run';
import type { StackDefinition } from '../stacks/StackDefinition';
import type {
  BrokenModule,
  EnvironmentInfo,
  StackModule,
} from '../stacks/StackModule';
import type { StackListItem, StackPhase } from '../stacks/Stack';

/**
 * `GET /modules`: what can be asked for.
 *
 * @public
 */
export interface ModulesResponse {
  modules: StackModule[];
  /** What cannot be used, and why. */
  broken: BrokenModule[];
  environments: EnvironmentInfo[];
}

/**
 * `GET /stacks`: those the caller may see, by name.
 *
 * @public
 */
export interface StacksQuery {
  /** A component, system, group or resource: stacks that belong to it. */
  entity?: string;
  environment?: string;
  phase?: StackPhase;
  owner?: string;
  /** Owned by the caller, or by a group that the caller is a member of. */
  mine?: boolean;
  /** In the name or the module. */
  text?: string;
  cursor?: string;
  /** 1 to 100; 20 when left out. */
  limit?: number;
}

/** @public */
export interface StackPage {
  items: StackListItem[];
  /** Null at the end. */
  nextCursor: string | null;
  /** Of all that match, for the filter's counts. */
  total: number;
  /** Name of the signal channel that says when to ask again. */
  channel: string;
}

/**
 * `POST /stacks`: registers one. Asking again with the same definition gives
 * the same stack back; another definition of the name is a new definition of
 * that stack if the caller may plan it, and nothing is run by it.
 *
 * @public
 */
export type CreateStackRequest =
  | { definitionUrl: string }
  | { definition: StackDefinition };

/**
 * `POST /stacks/review`: what would be planned, without planning it.
 *
 * @public
 */
export interface ReviewStackResponse {
  definition: StackDefinition;
  module: Pick<StackModule, 'id' | 'title' | 'revision' | 'source'>;
  /** The files as they would be written beside the module, by name. */
  rendered: Record<string, string>;
}

/** `POST /stacks/:id/runs`. @public */
export interface StartRunRequest {
  kind: RunKind;
  /** Why; asked for in environments that need approval. */
  reason: string;
  autoApply?: boolean;
  /** The stack's version as the caller saw it. */
  version: number;
  /** A repeated request with the same key gives the same run back. */
  idempotencyKey?: string;
  /** Started when the run has succeeded. */
  continuation?: Continuation;
}

/**
 * A scaffolder task to start when a run has succeeded, under the credentials
 * of who asked for it.
 *
 * @public
 */
export interface Continuation {
  templateRef: string;
  values: JsonObject;
}

/** `GET /stacks/:id/runs`: the newest first. @public */
export interface RunPage {
  items: Run[];
  nextCursor: string | null;
}

/**
 * `POST /runs/:id/approve` and `/reject`; refused with 409 when `digest` is
 * not of the plan that waits.
 *
 * @public
 */
export interface DecideRequest {
  digest: string;
  comment: string;
  /** What the plan's `confirmation` asks for. */
  confirmation?: string;
}

/** `POST /runs/:id/cancel`. @public */
export interface CancelRequest {
  reason: string;
}

/** @public */
export type DecideResponse = RunView;

/** `GET /executors`: whether they can work. @public */
export interface ExecutorInfo {
  id: string;
  available: boolean;
  /** E.g. `Terraform 1.11.4`. */
  version: string | null;
  /** What is missing, and how to get it. */
  message: string;
}

/** `GET /stacks/summary?entity=`: for cards. @public */
export interface StacksSummary {
  total: number;
  phases: Partial<Record<StackPhase, number>>;
  cost: CostEstimate | null;
}
