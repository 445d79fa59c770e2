// @ts-check
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CannotContinue } from './cannot-continue.mjs';
import { toolEnvironment } from './environment.mjs';
import { explain } from './explain.mjs';
import { fingerprint, manifests } from './fingerprint.mjs';
import { root, toolchainDir } from './paths.mjs';
import { start } from './processes.mjs';
import { say, step } from './progress.mjs';
import { readNpmConfig, yarnRegistry } from './registry.mjs';
import { oncePerStamp } from './stamp.mjs';
import { readToolchain } from './versions.mjs';

/**
 * Exists when an installation was finished.
 *
 * @internal
 */
export const installStamp = join(root, 'node_modules', '.heal7-install');

/** Yarn's lines worth showing while it works; the rest is in the log. */
const milestones = /YN0000: [┌└]|YN0009|YN0028/;

/**
 * Installs the workspace's dependencies, unless they are those of this
 * yarn.lock already.
 *
 * @param {import('./toolchain.mjs').Tools} tools
 * @returns {Promise<void>}
 * @throws CannotContinue when Yarn fails
 * @internal
 */
export async function ensureInstalled(tools) {
  const wanted = fingerprint(
    root,
    ['yarn.lock', '.yarnrc.yml', ...manifests(root)],
    [
      `${process.platform}-${process.arch}`,
      `node ${tools.nodeVersion.split('.')[0]}`,
      `yarn ${readToolchain().yarn.version}`,
    ],
  );
  await oncePerStamp(installStamp, wanted, () =>
    step('Installing the dependencies (minutes the first time)', () =>
      yarnInstall(tools),
    ),
  );
}

/** @param {import('./toolchain.mjs').Tools} tools */
async function yarnInstall(tools) {
  const env = toolEnvironment(tools);
  mkdirSync(toolchainDir, { recursive: true });
  const log = join(toolchainDir, 'install.log');
  const file = createWriteStream(log);
  /** @type {string[]} */
  const lines = [];
  const { ended } = start(tools.node, [tools.yarn, 'install', '--immutable'], {
    cwd: root,
    env: {
      ...env,
      ...yarnRegistry(await readNpmConfig(), env),
      YARN_ENABLE_PROGRESS_BARS: 'false',
      YARN_ENABLE_COLORS: 'false',
      YARN_HTTP_TIMEOUT: '60000',
    },
    onLine: line => {
      lines.push(line);
      file.write(`${line}\n`);
      if (milestones.test(line)) {
        say(`  ${line.replace(/^➤ YN\d+: [┌└│ ]*/, '')}`);
      }
    },
  });
  const code = await ended;
  file.end();
  if (code !== 0) {
    throw new CannotContinue(
      explain('The dependencies could not be installed', lines.join('\n'), log),
    );
  }
}
