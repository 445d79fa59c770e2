import { spawn } from 'node:child_process';
import { dirname, delimiter, sep } from 'node:path';
import { ownFolders, toolFolders } from './cache-folder.mts';

/** What a command printed, and how it ended. */
export type Outcome = {
  code: number | null;
  output: string;
};

/**
 * What is on PATH without what the platform put there for its own checks: its
 * packages' commands, and the Python that its linters are installed for. A
 * service finds what the machine has, whoever starts this and from which clone.
 */
const machinePath = (): string[] =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(
      folder =>
        !ownFolders.some(own => `${folder}${sep}`.startsWith(own + sep)),
    );

/** The environment of a generated service's own commands: none of ours. */
export function serviceEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined &&
      !/^(npm_|NODE_OPTIONS$|INIT_CWD$|HEAL7_|CI$)/.test(name),
  );
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    PATH: [dirname(process.execPath), ...machinePath(), ...toolFolders].join(
      delimiter,
    ),
    NEXT_TELEMETRY_DISABLED: '1',
    ...ASK_REGISTRIES_LESS,
  };
}

/** The environment of the linters: those that the platform pins come first. */
export function lintEnvironment(): Record<string, string> {
  const environment = serviceEnvironment();
  return {
    ...environment,
    PATH: [...toolFolders, environment.PATH].join(delimiter),
  };
}

/**
 * Lockfiles without addresses make npm ask for each package where it lies: what
 * it was told before will do. The contents are checked all the same.
 */
export const ASK_REGISTRIES_LESS = { npm_config_prefer_offline: 'true' };

/** What is running, by process group: all of it ends with this program. */
const running = new Set<number>();

const endAll = () => {
  for (const group of running) process.kill(-group, 'SIGKILL');
};
process.once('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(1));
}

/** Longer than any command of a service may take. */
const TIMEOUT_MS = 20 * 60_000;

/** Runs a command to its end, or to the end of its time. */
export function outcomeOf(
  [command, ...args]: string[],
  cwd: string,
  env: Record<string, string> = serviceEnvironment(),
): Promise<Outcome> {
  return new Promise(resolve => {
    const child = spawn(command!, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it started ends with it.
      detached: true,
    });
    const { pid } = child;
    if (pid) running.add(pid);
    let output = '';
    const timer = setTimeout(() => {
      output += `\nended after ${TIMEOUT_MS / 60_000} minutes`;
      if (pid) process.kill(-pid, 'SIGKILL');
    }, TIMEOUT_MS);
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      if (pid) running.delete(pid);
      resolve(outcome);
    };
    child.stdout.on('data', data => (output += data));
    child.stderr.on('data', data => (output += data));
    child.on('error', error =>
      finish({ code: 127, output: `could not start: ${error.message}` }),
    );
    child.on('close', code => finish({ code, output }));
  });
}

/** How a command failed: its last lines. Nothing when it did not. */
export const problemsOf = ({ code, output }: Outcome): string[] =>
  code === 0 ? [] : [`exit ${code}`, ...output.trim().split('\n').slice(-15)];

/** Runs a command; on failure its last lines, else nothing. */
export const runCommand = async (
  command: string[],
  cwd: string,
  env?: Record<string, string>,
): Promise<string[]> => problemsOf(await outcomeOf(command, cwd, env));
