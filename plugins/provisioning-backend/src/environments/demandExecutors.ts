import type { Environment } from '../ports/Environments';

/**
 * @throws Error naming the key of an environment whose executor nobody has
 * added: its stacks could never be planned.
 * @internal
 */
export function demandExecutors(
  environments: Environment[],
  executors: ReadonlyMap<string, unknown>,
): void {
  const wrong = environments.find(({ executor }) => !executors.has(executor));
  if (wrong) {
    const known = [...executors.keys()].join(', ') || 'none';
    throw new Error(
      `provisioning.environments.${wrong.name}.executor: there is no executor '${wrong.executor}'; there are: ${known}`,
    );
  }
}
