import type {
  CommitAuthor,
  LocalRepositories,
} from '@heal7/backstage-plugin-local-repositories-node';

const TASK_TRAILER = 'Scaffolder-Task';

/**
 * Makes the repository, or finds the one that this very task made before it
 * was interrupted: the first commit carries the task's id.
 *
 * @throws ConflictError when somebody else's repository has the name.
 */
export async function publishOnce(
  repositories: LocalRepositories,
  options: {
    name: string;
    defaultBranch: string;
    taskId: string;
    author: CommitAuthor;
    message: string;
    sourceDirectory: string;
  },
): Promise<string> {
  const { taskId, ...creation } = options;
  const trailer = `${TASK_TRAILER}: ${taskId}`;
  const mine = async () => {
    if (!(await repositories.exists(options.name))) {
      return undefined;
    }
    const first = await repositories.firstCommit(
      options.name,
      options.defaultBranch,
    );
    const made = first?.message.trimEnd().endsWith(`\n${trailer}`);
    return made ? first?.sha : undefined;
  };
  const message = `${options.message}\n\n${trailer}\n`;
  return (
    (await mine()) ??
    repositories.create({ ...creation, message }).catch(async error => {
      // A task that was taken for dead may be running twice.
      const sha = await mine();
      if (sha === undefined) {
        throw error;
      }
      return sha;
    })
  );
}
