import type {
  Continuation,
  CostEstimate,
  Orphan,
  Run,
  RunKind,
  RunPhase,
  Stack,
  StackPhase,
} from '@heal7/backstage-plugin-provisioning-common';
import type { JsonObject } from '@backstage/types';
import type { StackRecord } from '../ports/Stacks';

/** As the table `stacks` has it. PostgreSQL gives large numbers as text. */
export interface StackRow {
  id: string;
  name: string;
  module: string;
  environment: string;
  owner: string;
  system: string | null;
  component: string | null;
  cost_centre: string;
  deletion_protection: boolean | number;
  inputs: string;
  definition_url: string | null;
  executor: string;
  requested_by: string;
  created_at: number | string;
  version: number;
  phase: StackPhase;
  applied: boolean | number;
  destroyed: boolean | number;
  reset: boolean | number;
  drifted: boolean | number | null;
  drift: string | null;
  cost: string | null;
  monthly: number;
  outputs: string;
  resources: string;
  runs: number;
  current_run_id: string | null;
  last_run_id: string | null;
  check_at: number | string | null;
}

/** As the table `runs` has it. */
export interface RunRow {
  id: string;
  stack_id: string;
  number: number;
  open_for: string | null;
  kind: RunKind;
  phase: RunPhase;
  version: number;
  run: string;
  variables: string;
  cancel_requested: boolean | number;
  idempotency_key: string | null;
  continuation: string | null;
  orphans: string | null;
  queued_at: number | string;
  ended_at: number | string | null;
  log_lines: number;
  log_bytes: number | string;
  plan_log_lines: number;
  plan_log_bytes: number | string;
  discarded: boolean | number;
  holder: string | null;
  lease: number;
  lease_until: number | string;
}

/** What a run's JSON holds: all but what has columns of its own. */
type Kept = Omit<
  Run,
  'id' | 'stackId' | 'number' | 'kind' | 'phase' | 'version' | 'cancelRequested'
>;

const KEPT = [
  'requestedBy',
  'reason',
  'autoApply',
  'plan',
  'approval',
  'error',
  'externalUrl',
  'times',
] as const satisfies Array<keyof Kept>;

export function runOf(row: RunRow): Run {
  return {
    id: row.id,
    stackId: row.stack_id,
    number: row.number,
    kind: row.kind,
    phase: row.phase,
    version: row.version,
    cancelRequested: Boolean(row.cancel_requested),
    ...(JSON.parse(row.run) as Kept),
  };
}

/** The columns that a run's own content is in. */
export function runColumns(run: Run): Partial<RunRow> {
  return {
    kind: run.kind,
    phase: run.phase,
    version: run.version,
    cancel_requested: run.cancelRequested,
    run: JSON.stringify(
      Object.fromEntries(KEPT.map(field => [field, run[field]])),
    ),
  };
}

export const orphansOf = (row: RunRow): Orphan[] =>
  row.orphans ? JSON.parse(row.orphans) : [];

export const continuationOf = (row: RunRow): Continuation | null =>
  row.continuation ? JSON.parse(row.continuation) : null;

export const variablesOfRow = (row: RunRow): JsonObject =>
  JSON.parse(row.variables);

const parsed = <T>(text: string | null): T | null =>
  text === null ? null : JSON.parse(text);

export function stackOf(row: StackRow): Stack {
  return {
    id: row.id,
    name: row.name,
    module: row.module,
    environment: row.environment,
    owner: row.owner,
    system: row.system,
    component: row.component,
    costCentre: row.cost_centre,
    deletionProtection: Boolean(row.deletion_protection),
    inputs: JSON.parse(row.inputs),
    definitionUrl: row.definition_url,
    executor: row.executor,
    requestedBy: row.requested_by,
    createdAt: new Date(Number(row.created_at)).toISOString(),
    version: row.version,
  };
}

export function recordOf(
  row: StackRow,
  runs: Map<string, RunRow>,
): StackRecord {
  const run = (id: string | null) => {
    const found = id === null ? undefined : runs.get(id);
    return found ? runOf(found) : null;
  };
  return {
    stack: stackOf(row),
    facts: {
      applied: Boolean(row.applied),
      destroyed: Boolean(row.destroyed),
      reset: Boolean(row.reset),
      drifted: row.drifted === null ? null : Boolean(row.drifted),
    },
    phase: row.phase,
    drift: parsed(row.drift),
    cost: parsed<CostEstimate>(row.cost),
    outputs: JSON.parse(row.outputs),
    resources: JSON.parse(row.resources),
    currentRun: run(row.current_run_id),
    lastRun: run(row.last_run_id),
  };
}
