import type {
  ChangeAction,
  LogLine,
  ResourceChange,
} from '@heal7/backstage-plugin-provisioning-common';

/** How far the change of one resource has come. @internal */
export type ProgressState = 'waiting' | 'working' | 'done' | 'failed';

/** @internal */
export interface ResourceProgress {
  address: string;
  action: ChangeAction;
  state: ProgressState;
  /** ISO 8601; of the last line about it. */
  since: string | null;
}

/** What Terraform and OpenTofu write behind `address: `. */
const STARTED = /^(Creating|Modifying|Destroying|Importing)\b/;
const STILL = /^Still \w+/;
const COMPLETE = /^(\w+) complete\b/;
const ERRORED = /^\w+ errored\b/;

/** The last step of each change; a replacement has others before it. */
const LAST_STEP: Partial<Record<ChangeAction, string>> = {
  replace: 'Creation',
};

function stateAfter(
  action: ChangeAction,
  before: ProgressState,
  line: LogLine,
): ProgressState {
  const said = line.text.startsWith(`${line.address}: `)
    ? line.text.slice(`${line.address}: `.length)
    : line.text;
  if (line.level === 'error' || ERRORED.test(said)) {
    return 'failed';
  }
  if (STARTED.test(said) || STILL.test(said)) {
    return 'working';
  }
  const step = COMPLETE.exec(said)?.[1];
  if (step === undefined || step === 'Refresh' || step === 'Read') {
    return before;
  }
  const last = LAST_STEP[action];
  return last === undefined || last === step ? 'done' : 'working';
}

/**
 * How far the resources of a plan have come, from the lines of its apply.
 *
 * @internal
 */
export function progressOf(
  changes: readonly Pick<ResourceChange, 'address' | 'action'>[],
  lines: readonly LogLine[],
): ResourceProgress[] {
  const progress = new Map<string, ResourceProgress>(
    changes
      .filter(({ action }) => action !== 'no-op' && action !== 'forget')
      .map(({ address, action }) => [
        address,
        { address, action, state: 'waiting', since: null },
      ]),
  );
  for (const line of lines) {
    const resource = line.address ? progress.get(line.address) : undefined;
    if (resource && line.step === 'apply') {
      resource.state = stateAfter(resource.action, resource.state, line);
      resource.since = line.at;
    }
  }
  return [...progress.values()];
}

/** How many resources have come how far. @internal */
export function progressCounts(
  progress: readonly ResourceProgress[],
): Record<ProgressState, number> {
  const counts = { waiting: 0, working: 0, done: 0, failed: 0 };
  for (const { state } of progress) {
    counts[state] += 1;
  }
  return counts;
}
