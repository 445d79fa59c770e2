import type { Config } from '@backstage/config';

/** Which workflow does the work. */
export interface GitHubActionsConfig {
  /** E.g. `https://github.com/heal7/infrastructure`. */
  url: string;
  owner: string;
  repo: string;
  workflow: string;
  ref: string;
  sealKey: string;
  pollSeconds: number;
}

const SECTION = 'provisioning.githubActions';

/**
 * Reads `provisioning.githubActions`; undefined when it is not there.
 *
 * @throws Error naming the key that cannot be used.
 */
export function readGitHubActionsConfig(
  root: Config,
): GitHubActionsConfig | undefined {
  const config = root.getOptionalConfig(SECTION);
  if (!config) {
    return undefined;
  }
  const url = config.getString('repository').replace(/(\.git)?\/?$/, '');
  const path = URL.canParse(url) ? new URL(url).pathname.slice(1) : '';
  const [owner, repo, ...more] = path.split('/');
  if (!owner || !repo || more.length > 0) {
    throw new Error(
      `${SECTION}.repository: '${url}' is no repository; write https://<host>/<owner>/<name>`,
    );
  }
  const sealKey = config.getString('sealKey');
  if (sealKey.length < 32) {
    throw new Error(`${SECTION}.sealKey: give at least 32 characters`);
  }
  const pollSeconds = config.getOptionalNumber('pollSeconds') ?? 10;
  if (pollSeconds < 1) {
    throw new Error(`${SECTION}.pollSeconds: give 1 or more`);
  }
  return {
    url,
    owner,
    repo,
    workflow: config.getOptionalString('workflow') ?? 'stack.yml',
    ref: config.getOptionalString('ref') ?? 'main',
    sealKey,
    pollSeconds,
  };
}
