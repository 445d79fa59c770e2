import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ClusterError } from '../errors.mts';
import { cacheDir } from '../paths.mts';

/** The environment of every Go command: all of its caches in our own. */
function goEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Without -modcacherw the module cache cannot be deleted with `rm -r`.
    GOFLAGS: '-modcacherw -buildvcs=false',
    GOMODCACHE: join(cacheDir(), 'go-mod'),
    GOCACHE: join(cacheDir(), 'go-build'),
    GOWORK: 'off',
    CGO_ENABLED: '0',
  };
}

/**
 * Runs `go` at low priority and gives its standard output.
 *
 * @throws ClusterError when Go is missing, or with the tail of what it said
 */
export async function go(args: string[], cwd: string): Promise<string> {
  const child = spawn('nice', ['-n', '10', 'go', ...args], {
    cwd,
    env: goEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', text => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', text => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    // 127 is what `nice` says of a program that is not there.
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(127) : reject(error),
    );
    child.on('close', resolve);
  });
  if (code === 0) {
    return stdout;
  }
  if (code === 127) {
    throw new ClusterError(
      'Go is not installed, and the test clusters are built with it: ' +
        'install Go 1.25 or later from https://go.dev/dl and run this again',
    );
  }
  const tail = stderr.trim().split('\n').slice(-5).join('\n  ');
  const reason = /no space left on device/.test(stderr)
    ? 'the disk is full: free some space and run the command again'
    : tail;
  throw new ClusterError(`go ${args[0]} failed (exit ${code}): ${reason}`);
}
