// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long a child may take to stop by itself, in milliseconds. */
const graceMs = 10_000;

/** How long its own children may take when it is gone, in milliseconds. */
const orphanMs = 2_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** From then on, that a child ended is nobody's news. */
let stopping = false;

/**
 * Signals a child's whole process group: the Backstage CLI and the installers
 * start children of their own, which would outlive it otherwise.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the group is gone already, which is what was wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') {
      throw error;
    }
  }
}

/**
 * Starts a child in a process group of its own. Its output is handed over line
 * by line, or inherited when nobody listens.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv,
 *   onLine?: (line: string) => void }} options
 * @returns {{ child: import('node:child_process').ChildProcess,
 *   ended: Promise<number> }} `ended` resolves to the exit code (128 + 15
 *   stands for any signal; 127 for a command that could not be started), and
 *   never once `stopAll` was called
 * @internal
 */
export function start(command, args, { cwd, env, onLine }) {
  const piped = onLine ? 'pipe' : 'inherit';
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', piped, piped],
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) {
    if (stream && onLine) {
      createInterface({ input: stream }).on('line', onLine);
    }
  }
  /** @type {Promise<number>} */
  const ended = new Promise(resolve => {
    child.once('error', error => {
      running.delete(child);
      onLine?.(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', () => {
      // What the child leaves behind in its group has lost its parent, and
      // 'close' does not come while it holds the pipes.
      signalGroup(child, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), orphanMs);
      child.once('close', () => clearTimeout(timer));
    });
    child.once('close', code => {
      running.delete(child);
      signalGroup(child, 'SIGKILL');
      if (!stopping) {
        resolve(code ?? 143);
      }
    });
  });
  return { child, ended };
}

/**
 * Runs a command to its end and collects what it prints.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number, output: string }>}
 * @internal
 */
export async function collect(command, args, options) {
  /** @type {string[]} */
  const lines = [];
  const { ended } = start(command, args, {
    ...options,
    onLine: line => lines.push(line),
  });
  const code = await ended;
  return { code, output: lines.join('\n') };
}

/**
 * Stops every child: politely first, for good after ten seconds.
 *
 * @returns {Promise<void>} resolves when none is left
 * @internal
 */
export async function stopAll() {
  stopping = true;
  const children = [...running];
  const gone = children.map(
    child => new Promise(resolve => child.once('close', resolve)),
  );
  children.forEach(child => signalGroup(child, 'SIGTERM'));
  const timer = setTimeout(
    () => children.forEach(child => signalGroup(child, 'SIGKILL')),
    graceMs,
  );
  await Promise.all(gone);
  clearTimeout(timer);
}

/**
 * Kills every child at once, for the moment in which nothing can be awaited.
 *
 * @returns {void}
 * @internal
 */
export function killAll() {
  running.forEach(child => signalGroup(child, 'SIGKILL'));
}
