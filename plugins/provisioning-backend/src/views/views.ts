import type {
  Orphan,
  Run,
  RunReference,
  RunView,
  StackListItem,
  StackView,
} from '@heal7/backstage-plugin-provisioning-common';
import { runAccess, stackAccess } from '../access/offers';
import type { StackPermits } from '../access/StackAuthorizer';
import type { StackRecord } from '../ports/Stacks';

function referenceOf(run: Run | null): RunReference | null {
  return (
    run && {
      id: run.id,
      number: run.number,
      kind: run.kind,
      phase: run.phase,
      error: run.error,
      at: run.times.ended ?? run.times.queued,
    }
  );
}

/** A stack for lists. @internal */
export function listItemOf(record: StackRecord): StackListItem {
  return {
    ...record.stack,
    phase: record.phase,
    currentRun: referenceOf(record.currentRun),
    lastRun: referenceOf(record.lastRun),
    drift: record.drift,
    cost: record.cost,
  };
}

/** A stack for its own page. @internal */
export function stackViewOf(
  record: StackRecord,
  options: { permits: StackPermits; channel: string },
): StackView {
  return {
    ...listItemOf(record),
    access: stackAccess(record, options.permits),
    outputs: record.outputs.map(output =>
      output.sensitive ? { ...output, value: null } : output,
    ),
    resources: record.resources,
    channel: options.channel,
  };
}

/** A run for its own page. @internal */
export function runViewOf(
  run: Run,
  record: StackRecord,
  options: {
    caller: { actor: string; person: boolean; permits: StackPermits };
    logEnd: number;
    orphans: Orphan[];
    channel: string;
  },
): RunView {
  const { caller, logEnd, orphans, channel } = options;
  return {
    ...run,
    stackName: record.stack.name,
    environment: record.stack.environment,
    access: runAccess(run, record, caller),
    logEnd,
    orphans,
    channel,
  };
}
