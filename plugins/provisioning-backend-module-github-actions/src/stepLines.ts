import type { JobLogLine } from '@heal7/backstage-plugin-provisioning-node';
import type { WorkflowStep } from './WorkflowRun';

const WELL = ['success', 'skipped', 'neutral'];

type Line = Omit<JobLogLine, 'position'>;

const line = (at: string, level: Line['level'], text: string): Line => ({
  at,
  level,
  text,
  address: null,
});

function linesOf(step: WorkflowStep): Line[] {
  if (step.conclusion === 'skipped') {
    return [];
  }
  const { name, startedAt, completedAt, conclusion } = step;
  return [
    ...(startedAt ? [line(startedAt, 'info', name)] : []),
    ...(completedAt && conclusion && !WELL.includes(conclusion)
      ? [line(completedAt, 'error', `${name}: ${conclusion}`)]
      : []),
  ];
}

/**
 * What the steps of a workflow's run tell while it runs. GitHub gives no log
 * before the end, and the engine's own never leaves the runner unsealed. Steps
 * run one after the other, so that what was told stays the beginning of what
 * is told later.
 */
export function stepLines(steps: WorkflowStep[]): JobLogLine[] {
  // A step that waits comes after all that have begun.
  const begun = steps.findIndex(({ status }) => status === 'queued');
  return (begun < 0 ? steps : steps.slice(0, begun))
    .flatMap(linesOf)
    .map((text, index) => ({ ...text, position: index + 1 }));
}
