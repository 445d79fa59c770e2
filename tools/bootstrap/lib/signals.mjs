// @ts-check
import { readFileSync } from 'node:fs';
import { killAll, stopAll } from './processes.mjs';

/** @type {Array<[NodeJS.Signals, number]>} with the usual exit code of each */
const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
];

/**
 * A Ctrl-C arrives twice, from the terminal and from npm, which passes on its
 * own. Only a later one is the user's second. In milliseconds.
 */
const echoMs = 1_500;

const calledByNpm = /^npm\//.test(process.env.npm_config_user_agent ?? '');

/** @type {((signal: NodeJS.Signals) => void) | undefined} */
let successor;

/**
 * Hands signals to a child that decides about its own end.
 *
 * @param {(signal: NodeJS.Signals) => void} forward
 * @returns {void}
 * @internal
 */
export function handSignalsTo(forward) {
  successor = forward;
}

/**
 * Makes Ctrl-C, SIGTERM, a closed terminal and the death of the parent stop
 * all children before this process goes.
 *
 * @param {{ announce: (reason: string) => void, watchParent: boolean }} options
 *   `announce` is called once, before stopping; `watchParent` says that this
 *   process has no reason to outlive the one that started it
 * @returns {void}
 * @internal
 */
export function stopChildrenOnSignals({ announce, watchParent }) {
  /** @type {number | undefined} */
  let stoppingSince;
  /** @type {(signal: NodeJS.Signals, reason: string, code: number) => void} */
  const stop = (signal, reason, code) => {
    if (successor) {
      successor(signal);
      return;
    }
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > echoMs) {
        process.exit(code);
      }
      return;
    }
    stoppingSince = Date.now();
    announce(reason);
    stopAll().then(() => process.exit(code));
  };
  for (const [signal, code] of signals) {
    process.on(signal, () => stop(signal, signal, code));
  }
  process.on('exit', killAll);
  if (watchParent) {
    // An npm that is killed outright forwards nothing, and nobody would ever
    // stop us.
    const before = starters();
    const timer = setInterval(() => {
      if (starters() !== before) {
        clearInterval(timer);
        stop('SIGTERM', 'the parent process ended', 143);
      }
    }, 1_000);
    timer.unref();
  }
}

/**
 * Who started this process. npm does it through a shell, which outlives npm:
 * that shell's parent counts too, where the system tells it (Linux).
 *
 * @returns {string} changes when one of them is gone
 */
function starters() {
  const parent = process.ppid;
  try {
    // proc(5): "PID (COMMAND) STATE PPID ..."
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    const [, command, grandparent] = /^\d+ \((.*)\) \S (\d+)/.exec(stat) ?? [];
    return /^(sh|dash|bash)$/.test(command) && calledByNpm
      ? `${parent} ${grandparent}`
      : String(parent);
  } catch {
    // No such file system (macOS), or the parent went meanwhile.
    return String(parent);
  }
}
