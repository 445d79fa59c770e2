// @ts-check
import { existsSync } from 'node:fs';
import { requireDiskSpace } from './disk.mjs';
import { ensureInstalled, installStamp } from './install.mjs';
import { root } from './paths.mjs';
import { say } from './progress.mjs';
import { stopChildrenOnSignals } from './signals.mjs';
import { ensureTools } from './toolchain.mjs';

/**
 * Whether the command was typed as `yarn ...`: by a developer who looks after
 * the installation.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean}
 * @internal
 */
export function calledByYarn(env = process.env) {
  return (env.npm_config_user_agent ?? '').startsWith('yarn');
}

/**
 * What every command does first: tools, dependencies, and an orderly end when
 * it is interrupted.
 *
 * @returns {Promise<import('./toolchain.mjs').Tools>}
 * @throws CannotContinue when something is missing and cannot be had
 * @internal
 */
export async function prepare() {
  stopChildrenOnSignals({
    announce: reason => say(`Stopping (${reason}) ...`),
    watchParent: process.env.npm_lifecycle_event !== undefined,
  });
  const byYarn = calledByYarn();
  if (!byYarn && !existsSync(installStamp)) {
    requireDiskSpace(root);
  }
  const tools = await ensureTools();
  if (!byYarn) {
    await ensureInstalled(tools);
  }
  return tools;
}
