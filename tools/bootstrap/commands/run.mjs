// @ts-check
import { CannotContinue } from '../lib/cannot-continue.mjs';
import { toolEnvironment } from '../lib/environment.mjs';
import { passThrough } from '../lib/pass-through.mjs';
import { prepare } from '../lib/prepare.mjs';

/**
 * `node tools/bootstrap/run.mjs SCRIPT ARGS...`: runs one of the repository's
 * scripts on the right Node, with everything installed.
 *
 * @param {string[]} args
 * @returns {Promise<number>} the script's exit code
 * @internal
 */
export async function main(args) {
  if (args.length === 0) {
    throw new CannotContinue('Name the script to run: run.mjs SCRIPT ARGS...');
  }
  const tools = await prepare();
  return passThrough(tools.node, args, toolEnvironment(tools));
}
