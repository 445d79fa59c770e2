import type { TaskStep } from '@backstage/plugin-scaffolder-common';

type Steps = Record<string, { status?: string }>;

/** Actions that leave something outside of the task's own folder. */
const LEAVES_SOMETHING = /^(heal7:)?(publish|catalog)(:|$)/;

/** What a failed task stopped at, and what it had made by then. */
export interface Remains {
  failedStep?: string;
  made: string[];
}

export function remainsOf(taskSteps: TaskStep[], steps: Steps): Remains {
  const statusOf = ({ id }: TaskStep) => steps[id]?.status;
  return {
    failedStep: taskSteps.find(step => statusOf(step) === 'failed')?.name,
    made: taskSteps
      .filter(
        step =>
          statusOf(step) === 'completed' && LEAVES_SOMETHING.test(step.action),
      )
      .map(({ name }) => name),
  };
}
