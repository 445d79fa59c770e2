import { spawnSync } from 'node:child_process';

/** Said by git in place of an answer. */
export class GitError extends Error {
  readonly stderr: string;

  constructor(args: string[], stderr: string) {
    super(`git ${args[0]}: ${stderr.trim().split('\n').slice(-3).join(' ')}`);
    this.stderr = stderr;
  }
}

export type Git = (
  args: string[],
  options?: { input?: string; env?: Record<string, string> },
) => string;

/**
 * git in a clone. The token goes to the server alone: it is neither in the
 * clone's configuration nor among the arguments, which every process can read.
 */
export function gitIn(folder: string, server: string, token: string): Git {
  const credentials: Record<string, string> = token
    ? {
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
        GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${Buffer.from(
          `x-access-token:${token}`,
        ).toString('base64')}`,
      }
    : {};
  return (args, { input, env } = {}) => {
    const { error, status, stdout, stderr } = spawnSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      input,
      env: {
        ...process.env,
        GIT_TERMINAL_PROMPT: '0',
        ...credentials,
        ...env,
      },
      maxBuffer: 16 * 1024 * 1024,
    });
    if (error) throw new Error(`git is needed: ${error.message}`);
    if (status !== 0) throw new GitError(args, stderr);
    return stdout.trim();
  };
}
