// @ts-check
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from './explain.mjs';
import { fingerprint } from './fingerprint.mjs';
import { hasCommand } from './optional-tools.mjs';
import { cacheDir, root, toolchainDir } from './paths.mjs';
import { collect } from './processes.mjs';
import { step } from './progress.mjs';
import { oncePerStamp } from './stamp.mjs';

const venv = join(toolchainDir, 'techdocs');

/**
 * Where the commands of Python packages are, once installed.
 *
 * @internal
 */
export const pythonBin = join(venv, 'bin');

/**
 * Something that comes from PyPI.
 *
 * @typedef {{ name: string, title: string, requirements: string }} PythonTool
 *   `title` is for people, `requirements` a file in the repository
 * @internal
 */

/**
 * Installs a tool into the Python environment of this clone. Everything shares
 * one, so only one installation may be under way.
 *
 * @param {PythonTool} tool
 * @returns {Promise<boolean>} false when there is no Python
 * @throws Error whose message says why it cannot be installed
 * @internal
 */
export async function ensurePythonTool(tool) {
  if (!hasCommand('python3') || !existsSync(join(root, tool.requirements))) {
    return false;
  }
  const version = await run(tool, 'python3', ['--version']);
  // It may have been left half made, or belong to a Python now gone.
  await oncePerStamp(
    join(venv, '.heal7-python'),
    fingerprint(root, [], [version]),
    async () => {
      await run(tool, 'python3', ['-m', 'venv', '--clear', venv]);
    },
  );
  await oncePerStamp(
    join(venv, `.heal7-${tool.name}`),
    fingerprint(root, [tool.requirements]),
    () => step(`Installing ${tool.title}`, () => install(tool)),
  );
  return true;
}

/** @param {PythonTool} tool */
async function install(tool) {
  await run(tool, join(pythonBin, 'pip'), [
    'install',
    '--quiet',
    '--retries=1',
    '--timeout=20',
    `--requirement=${join(root, tool.requirements)}`,
  ]);
}

/**
 * @param {PythonTool} tool
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<string>} what it prints
 */
async function run(tool, command, args) {
  const { code, output } = await collect(command, args, {
    cwd: root,
    env: {
      ...process.env,
      PIP_CACHE_DIR: join(cacheDir(), 'pip'),
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
    },
  });
  if (code === 0) {
    return output;
  }
  mkdirSync(toolchainDir, { recursive: true });
  const log = join(toolchainDir, `${tool.name}.log`);
  writeFileSync(log, output);
  const what = `Could not install ${tool.title}`;
  throw new Error(
    /ensurepip/.test(output)
      ? `${what}: Python has no venv module. On Debian: apt-get install python3-venv.`
      : explain(what, output, log),
  );
}
