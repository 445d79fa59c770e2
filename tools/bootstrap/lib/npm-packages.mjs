// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { CannotContinue } from './cannot-continue.mjs';
import { explain } from './explain.mjs';
import { cacheDir, root, toolchainDir } from './paths.mjs';
import { collect } from './processes.mjs';
import { step } from './progress.mjs';

/**
 * npm beside the running Node comes first: the one on PATH may belong to
 * another version.
 */
const npmPath = [dirname(process.execPath), process.env.PATH].join(delimiter);

/**
 * The environment npm runs in: it must not see the settings that an outer
 * `npm start` hands down, nor leave anything in the home folder.
 *
 * @returns {NodeJS.ProcessEnv}
 * @internal
 */
export function npmEnvironment() {
  return {
    ...process.env,
    PATH: npmPath,
    npm_config_cache: join(cacheDir(), 'npm'),
    npm_config_update_notifier: 'false',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    // A refused or dropped connection is tried again, for seconds, not minutes.
    npm_config_fetch_retries: '2',
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_fetch_retry_maxtimeout: '5000',
  };
}

/**
 * Makes sure that one npm package is unpacked in the toolchain folder. Install
 * scripts do not run: the packages used carry their files themselves.
 *
 * @param {string} title the thing for people: "Node 24.21.0"
 * @param {{ name: string, version: string }} pin
 * @returns {Promise<string>} the package's folder
 * @throws CannotContinue when the registry does not give it
 * @internal
 */
export async function fetchPackage(title, { name, version }) {
  const folder = join(toolchainDir, `${name.replace(/[@/]/g, '_')}-${version}`);
  const unpacked = join(folder, 'node_modules', name);
  if (existsSync(unpacked)) {
    return unpacked;
  }
  // Unpacked aside and renamed at the end: an interrupted download leaves
  // nothing that looks complete.
  const aside = `${folder}.partial`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await writeFile(join(aside, 'package.json'), '{ "private": true }\n');
  await step(`Fetching ${title} with npm`, async () => {
    const { code, output } = await collect(
      'npm',
      [
        'install',
        `${name}@${version}`,
        `--prefix=${aside}`,
        '--ignore-scripts',
        '--no-package-lock',
        '--no-save',
        '--loglevel=error',
      ],
      { cwd: root, env: npmEnvironment() },
    );
    if (code !== 0) {
      const log = join(toolchainDir, 'npm.log');
      await writeFile(log, output);
      throw new CannotContinue(
        explain(`${title} could not be fetched`, output, log),
      );
    }
  });
  await rename(aside, folder);
  return unpacked;
}
