import type { CostComparison } from '../cost/CostEstimate';
import type { PlanCounts } from '../plan/PlanSummary';
import type { PolicyFinding } from '../policy/PolicyFinding';
import type { ApprovalRule } from '../stacks/StackModule';
import type { Offer } from '../stacks/Stack';

/**
 * What a run is for.
 *
 * - `apply`: make the cloud as the definition wants it; a reconciliation too.
 * - `unprotect`: the same with deletion protection off, before a destroy.
 * - `destroy`: take everything away.
 * - `check`: plan only, to see whether the cloud has drifted.
 *
 * @public
 */
export type RunKind = 'apply' | 'unprotect' | 'destroy' | 'check';

/**
 * The phases of a run in which it has ended.
 *
 * @public
 */
export const ENDED_RUN_PHASES = [
  /** As planned; also a plan that changes nothing, and a check. */
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
  /** State or inputs have changed since it was planned. */
  'stale',
  /** The process died. */
  'interrupted',
] as const;

/** @public */
export const RUN_PHASES = [
  'queued',
  'planning',
  'awaiting-approval',
  /** Waits for a worker to apply it. */
  'approved',
  'applying',
  ...ENDED_RUN_PHASES,
] as const;

/** @public */
export type RunPhase = (typeof RUN_PHASES)[number];

/** @public */
export interface Run {
  id: string;
  stackId: string;
  /** Counts up within its stack, from 1. */
  number: number;
  kind: RunKind;
  phase: RunPhase;
  /** Entity reference of who asked; `drift-check` for the schedule's. */
  requestedBy: string;
  reason: string;
  /** Whether to go on by itself where the environment needs no approval. */
  autoApply: boolean;
  /** What was planned; null before. */
  plan: RunPlan | null;
  approval: RunApproval | null;
  /** Whether somebody has asked to stop it. */
  cancelRequested: boolean;
  error: RunError | null;
  /** Where the executor shows it itself, as GitHub does. */
  externalUrl: string | null;
  times: RunTimes;
  /** Grows with every change. */
  version: number;
}

/** ISO 8601 each; null when it has not come to that. @public */
export interface RunTimes {
  queued: string;
  planStarted: string | null;
  planned: string | null;
  decided: string | null;
  applyStarted: string | null;
  ended: string | null;
}

/** @public */
export interface RunPlan {
  /** Names exactly this plan; approving names it. */
  digest: string;
  counts: PlanCounts;
  empty: boolean;
  findings: PolicyFinding[];
  cost: CostComparison | null;
  approval: ApprovalRule;
  /** What has to be typed to approve; null where nothing has to. */
  confirmation: string | null;
  /** Addresses for which it has to. */
  stateful: string[];
  /** Revision of the module and digest of the inputs that were planned. */
  moduleRevision: string;
  inputsDigest: string;
}

/** @public */
export interface RunApproval {
  decision: 'approved' | 'rejected';
  /** Entity reference; null when the environment needed nobody. */
  by: string | null;
  comment: string;
}

/**
 * What happened, to what, and what to do.
 *
 * @public
 */
export interface RunError {
  /** Stable, for programs, e.g. `plan-failed`, `state-locked`, `timeout`. */
  code: string;
  /** In a sentence; masked. */
  message: string;
  /** What to do about it; empty when nothing is known. */
  hint: string;
  diagnostics: Diagnostic[];
}

/** As the engine reports it; masked. @public */
export interface Diagnostic {
  severity: 'error' | 'warning';
  summary: string;
  detail: string;
  /** The resource it is about, when one is named. */
  address: string | null;
}

/** What the caller may do with a run now. @public */
export interface RunAccess {
  approve: Offer;
  reject: Offer;
  cancel: Offer;
}

/** @public */
export interface RunView extends Run {
  stackName: string;
  environment: string;
  access: RunAccess;
  /** Position to give to the log route to read on; 0 when there is none yet. */
  logEnd: number;
  /** Created by an interrupted run and in no state, with how to take them over. */
  orphans: Orphan[];
  channel: string;
}

/** A resource that exists but that no state knows. @public */
export interface Orphan {
  address: string;
  /** The cloud's id, when the log named it. */
  id: string | null;
  /** An import block for it. */
  importBlock: string | null;
}
