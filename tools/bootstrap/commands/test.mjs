// @ts-check
import { join } from 'node:path';
import { toolEnvironment } from '../lib/environment.mjs';
import { passThrough } from '../lib/pass-through.mjs';
import { backstageCli, root } from '../lib/paths.mjs';
import { calledByYarn, prepare } from '../lib/prepare.mjs';

/**
 * `npm test`: every lane. `yarn test`: what Backstage developers expect of it.
 *
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 * @internal
 */
export async function main(args) {
  const tools = await prepare();
  const command = calledByYarn()
    ? [backstageCli, 'repo', 'test', ...args]
    : [join(root, 'tools', 'lanes', 'main.mts'), ...args];
  return passThrough(tools.node, command, toolEnvironment(tools));
}
