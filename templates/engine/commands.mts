import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

const cache =
  process.env.HEAL7_CACHE_DIR ?? join(import.meta.dirname, '../../.cache');

/** The environment of a generated service's own commands: none of ours. */
export function serviceEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_OPTIONS$|INIT_CWD$)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: [join(cache, 'bin'), process.env.PATH].join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** Runs a command; on failure its last lines, else nothing. */
export function runCommand(
  [command, ...args]: string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<string[]> {
  return new Promise(resolve => {
    const child = spawn(command!, args, {
      cwd,
      env: { ...serviceEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', data => (output += data));
    child.stderr.on('data', data => (output += data));
    child.on('error', error => resolve([`could not start: ${error.message}`]));
    child.on('close', code =>
      resolve(
        code === 0
          ? []
          : [`exit ${code}`, ...output.trim().split('\n').slice(-15)],
      ),
    );
  });
}
