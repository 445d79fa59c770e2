// @ts-check
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotContinue } from './cannot-continue.mjs';
import { fetchPackage } from './npm-packages.mjs';
import { root } from './paths.mjs';
import { collect } from './processes.mjs';
import { nodeFits, readToolchain } from './versions.mjs';

/**
 * The Node and the Yarn that everything runs on.
 *
 * @typedef {{
 *   node: string,
 *   nodeVersion: string,
 *   binDirs: string[],
 *   yarn: string,
 *   headers: string | undefined,
 * }} Tools `node` is the executable, `yarn` Yarn's script, `binDirs` go first
 *   on PATH, `headers` is the folder holding include/node if there is one
 * @internal
 */

/**
 * @param {import('./versions.mjs').Toolchain} toolchain
 * @returns {Promise<{ node: string, nodeVersion: string }>}
 */
async function findNode(toolchain) {
  const running = process.versions.node;
  if (nodeFits(running, toolchain.node.fits)) {
    return { node: process.execPath, nodeVersion: running };
  }
  const platform = `${process.platform}-${process.arch}`;
  const pin = toolchain.node.packages[platform];
  if (!pin) {
    throw new CannotContinue(
      `Node ${running} does not fit and there is no ready-made Node 24 for ${platform}: ` +
        'install Node 24 yourself and run the command with it.',
    );
  }
  const folder = await fetchPackage(`Node ${pin.version}`, pin);
  const node = join(folder, 'bin', 'node');
  const { code } = await collect(node, ['--version'], {
    cwd: root,
    env: process.env,
  });
  if (code !== 0) {
    throw new CannotContinue(
      `Node ${pin.version} from npm does not run on this machine (an Alpine or a very old system?): ` +
        'install Node 24 yourself and run the command with it.',
    );
  }
  return { node, nodeVersion: pin.version };
}

/**
 * Finds or fetches the tools.
 *
 * @returns {Promise<Tools>}
 * @throws CannotContinue when they are missing and cannot be fetched
 * @internal
 */
export async function ensureTools() {
  const toolchain = readToolchain();
  const { node, nodeVersion } = await findNode(toolchain);
  const yarnFolder = await fetchPackage(
    `Yarn ${toolchain.yarn.version}`,
    toolchain.yarn,
  );
  const home = dirname(dirname(node));
  return {
    node,
    nodeVersion,
    yarn: join(yarnFolder, 'bin', 'yarn.js'),
    binDirs: [
      dirname(node),
      join(yarnFolder, 'bin'),
      join(root, 'node_modules', '.bin'),
    ],
    headers: existsSync(join(home, 'include', 'node', 'node.h'))
      ? home
      : undefined,
  };
}
