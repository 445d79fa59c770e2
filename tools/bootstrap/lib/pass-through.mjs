// @ts-check
import { spawn } from 'node:child_process';
import { handSignalsTo } from './signals.mjs';

/**
 * Runs a command in place of this one: it owns stdin, stdout, the signals and
 * the exit code, and what it leaves running on purpose (a cluster) stays.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 * @internal
 */
export function passThrough(command, args, env) {
  const child = spawn(command, args, { stdio: 'inherit', env });
  handSignalsTo(signal => {
    // A terminal has sent its Ctrl-C to the child as well.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) {
      child.kill(signal);
    }
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 143));
  });
}
