// @ts-check
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from './explain.mjs';
import { fingerprint } from './fingerprint.mjs';
import { hasCommand } from './optional-tools.mjs';
import { cacheDir, root, toolchainDir } from './paths.mjs';
import { collect } from './processes.mjs';
import { say, step } from './progress.mjs';
import { oncePerStamp } from './stamp.mjs';

const venv = join(toolchainDir, 'techdocs');
const requirements = 'docs/requirements.txt';

/**
 * Makes sure that the documentation generator (MkDocs) is there. Nothing else
 * depends on it, so a failure is said and survived.
 *
 * @returns {Promise<string | undefined>} the folder to put on PATH; undefined
 *   when the generator cannot be had
 * @internal
 */
export async function ensureTechDocs() {
  if (!hasCommand('python3') || !existsSync(join(root, requirements))) {
    return undefined;
  }
  const wanted = fingerprint(root, [requirements]);
  try {
    await oncePerStamp(join(venv, '.heal7-install'), wanted, () =>
      step('Installing the documentation generator (MkDocs)', install),
    );
    return join(venv, 'bin');
  } catch (error) {
    say(`Warning: ${/** @type {Error} */ (error).message}`);
    say('Going on without it: documentation pages are not built this time.');
    return undefined;
  }
}

async function install() {
  // The venv may have been left half made, or belong to a Python now gone.
  await runOrThrow('python3', ['-m', 'venv', '--clear', venv]);
  await runOrThrow(join(venv, 'bin', 'pip'), [
    'install',
    '--quiet',
    '--retries=1',
    '--timeout=20',
    `--requirement=${join(root, requirements)}`,
  ]);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
async function runOrThrow(command, args) {
  const { code, output } = await collect(command, args, {
    cwd: root,
    env: {
      ...process.env,
      PIP_CACHE_DIR: join(cacheDir(), 'pip'),
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
    },
  });
  if (code !== 0) {
    mkdirSync(toolchainDir, { recursive: true });
    const log = join(toolchainDir, 'techdocs.log');
    writeFileSync(log, output);
    const what = 'The documentation generator could not be installed';
    throw new Error(
      /ensurepip/.test(output)
        ? `${what}: Python has no venv module. On Debian: apt-get install python3-venv.`
        : explain(what, output, log),
    );
  }
}
