import { useTaskEventStream } from '@backstage/plugin-scaffolder-react';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { useTaskId } from '../routing';
import { Failure } from './Failure';
import { remainsOf } from './remains';
import { resultOf } from './result';
import { Success } from './Success';

/** The page hands over no more than the output, which a failure has none of. */
function Unfinished({ taskId }: { taskId: string }) {
  const { error, completed, task, steps } = useTaskEventStream(taskId);
  return error && completed && task ? (
    <Failure
      message={error.message}
      remains={remainsOf(task.spec.steps, steps)}
    />
  ) : null;
}

/** What a task of heal7's templates has come to. */
export function Outcome({ output }: { output?: ScaffolderTaskOutput }) {
  const taskId = useTaskId();
  if (output) {
    return <Success result={resultOf(output)} />;
  }
  return taskId ? <Unfinished taskId={taskId} /> : null;
}
